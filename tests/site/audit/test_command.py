import pytest
from click.testing import CliRunner

from gongkai.errors import UsageError
from gongkai_site.audit.models import Event, Head
from gongkai_site.cli.audit import command
from tests.site.audit.test_verify import tamper, write


def verify(*options):
    return CliRunner().invoke(command, ["verify", "--log-only", *map(str, options)], standalone_mode=False)


def test_a_sound_log_gives_the_end_of_its_chain_to_note_down():
    write(3)
    head = Head.objects.get()
    done = verify("--known", f"3:{head.hash}")
    assert done.return_value == 0
    assert f"3:{head.hash}" in done.output


def test_without_an_anchor_from_elsewhere_it_says_what_it_cannot_tell(tmp_path, settings):
    write(3)
    done = verify()
    assert done.return_value == 1
    assert "不能排除回退和重写" in done.output
    kept = tmp_path / "锚点.txt"
    kept.write_text(f"打印件：3:{Head.objects.get().hash[:16]}。\n", "utf-8")
    assert verify("--anchors", kept).return_value == 0
    settings.AUDIT_ANCHORS = [str(kept), "mailto:x@example.gov.cn", str(tmp_path / "没有")]
    assert verify().return_value == 0


def test_an_altered_log_is_refused_with_the_place():
    write(3)
    tamper("UPDATE audit_sealed SET reason = 'x' WHERE event_id = 2")
    done = verify()
    assert done.return_value == 4
    assert "第2条" in done.output


def test_a_noted_end_is_checked_too():
    write(3)
    assert verify("--known", f"2:{Event.objects.get(number=2).hash}").return_value == 0
    assert verify("--known", f"2:{'0' * 64}").return_value == 4


@pytest.mark.parametrize("noted", ["2", "x:abc", "2:ABC", "2:0123456789abcde"])
def test_a_note_that_is_none_is_a_usage_error(noted):
    done = verify("--known", noted)
    assert isinstance(done.exception, UsageError)
