"""Publishing: several places, each real, only of the newest version, only by those it belongs to."""

import datetime as dt
from typing import Any

import pytest

from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.models import AnnualReport, Placement
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.people.models import Role
from gongkai_site.policy import PUBLIC, may
from tests.site.annual.written import again, locked, town
from tests.site.build import actor

DAY = dt.date(2026, 1, 20)
PLATFORM: dict[str, Any] = {
    "own_pages": False,
    "platform": "省统一平台",
    "url": "https://www.example.gov.cn/1",
    "on": DAY,
}


def test_a_version_may_stand_in_several_places_each_with_its_event() -> None:
    version = locked(town())
    clerk = actor(version.report.agency)
    assert not may(PUBLIC, "published.view", version)
    publish(clerk, version, **PLATFORM)
    publish(clerk, version, own_pages=True, on=DAY, platform="不用", url="不用")
    version.refresh_from_db()
    assert may(PUBLIC, "published.view", version) and version.is_handed_up
    own = version.placements.get(own_pages=True)
    assert (own.platform, own.url, own.on) == ("", "", DAY)
    assert Event.objects.filter(action="report.publish").count() == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"on": dt.date(2999, 1, 1)}, "不能晚于今天"),
        ({"on": dt.date(2025, 12, 31)}, "还没有结束"),
        ({"platform": " "}, "平台名称"),
        ({"url": ""}, "网址不完整"),
        ({"url": "www.example.gov.cn"}, "网址不完整"),
        ({"url": "javascript:alert(1)"}, "网址不完整"),
        ({"url": "https://www.example.gov.cn/" + "a" * 500}, "过长"),
    ],
)
def test_a_place_must_be_a_place(change: dict[str, Any], message: str) -> None:
    version = locked(town())
    with pytest.raises(InvalidInput, match=message):
        publish(actor(version.report.agency), version, **PLATFORM | change)
    assert not Placement.objects.exists() and not Event.objects.filter(action="report.publish").exists()


@pytest.mark.parametrize("place", [PLATFORM, {"own_pages": True, "on": DAY}])
def test_the_same_place_is_recorded_once(place: dict[str, Any]) -> None:
    version = locked(town())
    publish(actor(version.report.agency), version, **place)
    with pytest.raises(InvalidInput, match="已经登记过"):
        publish(actor(version.report.agency), version, **place)


def test_a_corrected_version_is_not_published_any_more_but_stays_public() -> None:
    first = locked(town())
    clerk, written = actor(first.report.agency), AnnualReport.objects.get()
    publish(clerk, first, own_pages=True, on=DAY)
    open_correction(actor(written.agency, Role.REVIEWER), written, written.revision, "更正")
    second = again(written)
    with pytest.raises(WrongState):
        publish(clerk, first, **PLATFORM)
    publish(clerk, second, own_pages=True, on=DAY)
    first.refresh_from_db()
    assert may(PUBLIC, "published.view", first) and may(PUBLIC, "published.view", second)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERVISOR])
def test_only_those_of_the_agency_who_report_publish(role: str) -> None:
    version = locked(town())
    for who in (actor(version.report.agency, role), actor(town("江苏省淮安市洪泽区老子山镇人民政府"))):
        with pytest.raises(NotAllowed):
            publish(who, version, **PLATFORM)
