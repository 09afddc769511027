"""What is in an archive, and what the rules say of a document in the light of what is on the site."""

import gzip
import io
import zipfile

import pytest

from gongkai_site.agencies.models import Agency
from gongkai_site.intake.actions import accept
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.findings import live_findings
from gongkai_site.intake.unpacking import unpack
from gongkai_site.people.models import Role
from tests.site import build
from tests.site.intake import build as docs


def _names(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(each.name, each.error.code if each.error else "") for each in unpack(name, data)]


def test_archives_within_archives_and_packed_single_files_are_opened() -> None:
    inner = docs.zipped({"乙/丙.html": b"<p>1</p>", "空.txt": b""})
    outer = docs.zipped({"甲.html": b"<p>0</p>", "内.zip": inner, "丁.html.gz": gzip.compress(b"<p>2</p>")})
    assert _names("全.zip", outer) == [
        ("全.zip!/甲.html", ""),
        ("全.zip!/内.zip!/乙/丙.html", ""),
        ("全.zip!/内.zip!/空.txt", "empty"),
        ("全.zip!/丁.html.gz", ""),
    ]


def test_what_operating_systems_leave_behind_is_passed_over() -> None:
    data = docs.zipped({"__MACOSX/._甲.html": b"x", "Thumbs.db": b"x", "~$乙.docx": b"x", "甲.html": b"<p>0</p>"})
    assert _names("全.zip", data) == [("全.zip!/甲.html", "")]


def test_names_packed_on_an_old_windows_are_chinese() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("XXXX.html", b"<p>0</p>")
    data = made.getvalue().replace(b"XXXX", "报告".encode("gbk"))
    assert _names("旧.zip", data) == [("旧.zip!/报告.html", "")]


def test_an_office_document_is_no_archive() -> None:
    data = docs.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert _names("报告.docx", data) == [("报告.docx", "")]


def test_a_bad_archive_in_a_good_one_stops_nothing() -> None:
    data = docs.zipped({"坏.zip": docs.zipped({"甲.txt": b"abc" * 999})[:70], "好.html": b"<p>0</p>"})
    assert _names("全.zip", data) == [("全.zip!/坏.zip", "truncated"), ("全.zip!/好.html", "")]


@pytest.mark.parametrize(("carried_in", "found"), [(2, False), (5, True)])
def test_carried_over_requests_are_checked_against_last_years_version(carried_in: int, found: bool) -> None:
    county, _ = build.county()
    office = build.actor(county, Role.SUPERVISOR)
    township = Agency.objects.get(name="安平县第1镇人民政府")
    before = docs.html(township.name, 2023, requests__carried_out__natural_person=2, requests__carried_out__total=2)
    last_year = docs.dropped(office, county, "2023.html", before)
    accept(office, last_year, revision=last_year.revision)
    now = docs.html(
        township.name, 2024, requests__carried_in__natural_person=carried_in, requests__carried_in__total=carried_in
    )
    document = docs.dropped(office, county, "2024.html", now)
    rules = {finding.rule for finding in live_findings(document, cell_states(document))}
    assert ("years.carried" in rules) == found


def test_rules_that_could_not_run_are_no_findings() -> None:
    county, (township, _) = build.county()
    document = docs.dropped(build.actor(county, Role.SUPERVISOR), county, "甲.html", docs.html(township.name))
    assert {finding.severity for finding in live_findings(document, cell_states(document))} <= {
        "error", "warning", "notice"}  # fmt: skip
