"""Nobody fills a desk or a disk: limits at once, by link and by desk, asked before anything is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput
from gongkai_site.intake import quotas
from gongkai_site.intake.actions import lay, taking
from gongkai_site.intake.actions.taking import Taken
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.filings.build import link
from tests.site.intake import build as docs

Drop = Callable[..., Taken]


def many(count: int, first: int = 0) -> bytes:
    return docs.zipped({f"{number}.txt": f"{number}".encode() for number in range(first, first + count)})


@pytest.fixture
def by_link() -> Drop:
    _government, (town, *_) = build.county()
    holder = Actor.holder(link(town))

    def drop(data: bytes, year: int = 2024) -> Taken:
        return lay(holder, town, "a.zip", data, via_link=True, expected_year=year)

    return drop


@pytest.fixture
def on_desk() -> Drop:
    government, _ = build.county()
    clerk = build.actor(government, Role.SUPERVISOR)
    return lambda data: lay(clerk, government, "a.zip", data)


def refused(drop: Drop, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and nothing at all is kept of it."""
    before = IncomingDocument.objects.count(), Event.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(taking, "store", lambda data: pytest.fail("kept"))
        with pytest.raises(InvalidInput, match=said):
            drop(data)
    assert (IncomingDocument.objects.count(), Event.objects.count()) == before


def test_an_archive_by_a_link_brings_twenty_files_and_no_more(by_link: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(by_link, many(1_900), "一次最多20个", monkeypatch)
    refused(by_link, many(21), "一次最多20个", monkeypatch)
    assert len(by_link(many(20)).new) == 20


def test_an_agencys_links_for_a_year_bring_sixty_in_all(by_link: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    for first in (0, 20):
        by_link(many(20, first))
    by_link(many(19, 40))
    refused(by_link, many(2, 100), "一次最多1个", monkeypatch)
    by_link(many(1, 59))
    refused(by_link, many(1, 200), "已用链接上传60个", monkeypatch)
    refused(by_link, b"one more", "已用链接上传60个", monkeypatch)
    assert len(by_link(many(1, 300), year=2023).new) == 1


def test_a_desk_takes_no_more_than_can_be_read(on_desk: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "DESK_WAITING", 5)
    assert len(on_desk(many(4)).new) == 4
    refused(on_desk, many(2, 10), "已有4个", monkeypatch)
    on_desk(many(1, 10))
    refused(on_desk, b"one more", "已有5个", monkeypatch)
    IncomingDocument.objects.update(status=IncomingDocument.Status.UNREADABLE)
    assert len(on_desk(b"one more").new) == 1


def test_a_desk_has_room_for_a_countys_past() -> None:
    assert quotas.DESK_WAITING == 3_000
