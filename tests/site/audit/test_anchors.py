"""The end of the log is put down elsewhere every day; who owns all of this machine but not that is found out."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from gongkai_site.audit.anchors import anchored_in, anchors_at, printed, put_down
from gongkai_site.audit.chain import event_hash
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.tasks import anchor_daily
from gongkai_site.audit.verify import verify
from gongkai_site.errors import InvalidInput
from tests.site.audit.test_verify import rewrite, tamper, write

H1, H2 = "1" * 64, "2" * 64


@pytest.mark.parametrize("keep", [0, 2, 4])
@pytest.mark.parametrize("again", [0, 1, 6])
def test_a_cut_end_a_rewritten_chain_and_a_rollback_are_found_by_an_anchor_elsewhere(
    keep: int, again: int, tmp_path: Path, settings: Any
) -> None:
    kept = tmp_path / "of another account.txt"
    settings.AUDIT_ANCHORS = [str(kept)]
    write(4)
    put_down()
    assert verify(anchors_at(settings.AUDIT_ANCHORS)).is_sound
    rewrite(keep)
    write(again)
    assert verify().is_sound, "alone the log does not tell"
    assert not verify(anchors_at(settings.AUDIT_ANCHORS)).is_sound


def test_the_anchor_covers_the_event_that_tells_of_it(tmp_path: Path, settings: Any) -> None:
    settings.AUDIT_ANCHORS = [str(tmp_path / "a.txt")]
    write(2)
    line, problems = put_down()
    last = Event.objects.get(number=3)
    assert (last.action, problems) == ("audit.anchor", {})
    assert line.endswith(f" 3:{last.hash}")
    put_down()
    assert [*anchors_at(settings.AUDIT_ANCHORS)] == [3, 4]


def test_a_mail_is_an_anchor_too(settings: Any) -> None:
    settings.AUDIT_ANCHORS = ["mailto:audit@example.gov.cn"]
    write(1)
    line, problems = put_down()
    (sent,) = mail.outbox
    assert (sent.to, problems) == (["audit@example.gov.cn"], {})
    assert anchored_in(sent.body) == anchored_in(line) == {2: Head.objects.get().hash}


def test_so_is_another_server(settings: Any) -> None:
    got: list[str] = []

    class Other(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204 if self.path == "/taken" else 500)
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.AUDIT_ANCHORS = [f"{address}/taken", f"{address}/refused"]
    write(1)
    line, problems = put_down()
    server.shutdown()
    assert got == [f"{line}\n"] * 2
    assert [*problems] == [f"{address}/refused"]


def test_a_place_that_fails_stops_no_other_and_is_said(tmp_path: Path, settings: Any, caplog: Any) -> None:
    settings.AUDIT_ANCHORS = [str(tmp_path / "no" / "where.txt"), str(tmp_path / "b.txt")]
    line = anchor_daily.call()
    assert (tmp_path / "b.txt").read_text("utf-8") == f"{line}\n"
    assert "where.txt" in caplog.text


def test_without_a_place_nothing_is_put_down_and_no_event_written(settings: Any) -> None:
    settings.AUDIT_ANCHORS = []
    assert anchor_daily.call() == ""
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        (f"2026-11-30T08:00:00+08:00 12:{H1}\n", {12: H1}),
        (f"审签单：12:{H1[:16]}。", {12: H1[:16]}),
        (f"12:{H1[:16]} 12:{H1}", {12: H1}),
        (f"12:{H1} 12:{H1[:16]}", {12: H1}),
        (f"12:{H1[:15]} x12:{H1.upper()[:0]}", {}),
        (f"1:{H1} 2:{H2}", {1: H1, 2: H2}),
        ("08:00:00 12:1234", {}),
    ],
)
def test_anchors_are_read_out_of_any_text(text: str, found: dict[int, str]) -> None:
    assert anchored_in(text) == found


def test_two_hashes_of_one_event_are_a_forgery() -> None:
    with pytest.raises(InvalidInput, match="第1条"):
        anchored_in(f"1:{H1} 1:{H2}")


def test_what_is_typed_off_paper_proves_as_well() -> None:
    write(3)
    head = Head.objects.get()
    assert verify(anchored_in(printed(head.number, head.hash))).is_sound
    assert not verify({3: "0" * 16}).is_sound


def test_an_events_hash_covers_the_hash_before_it() -> None:
    write(3)
    third = Event.objects.get(number=3)
    assert event_hash(third.previous, third) == third.hash != event_hash("0" * 64, third)


def test_a_chain_linked_anew_round_an_altered_event_is_found() -> None:
    write(3)
    second = Event.objects.get(number=2)
    second.actor = "x"
    forged = event_hash(second.previous, second)
    tamper(f"UPDATE audit_event SET actor = 'x', hash = '{forged}' WHERE number = 2")
    tamper(f"UPDATE audit_event SET previous = '{forged}' WHERE number = 3")
    assert [each.number for each in verify().breaks] == [3]
