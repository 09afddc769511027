"""What a superior finds on the first page about those that report to it."""

import datetime as dt

import pytest

from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.filings.models import Filing
from gongkai_site.filings.own_way import way_panel
from gongkai_site.filings.panels import attention_panel, map_panel, progress_panel
from gongkai_site.filings.steps import steps
from gongkai_site.people.models import Role
from tests.site import build
from tests.site.filings.build import filed, supervisor, version

BEFORE, AFTER = dt.date(2025, 1, 15), dt.date(2025, 2, 1)


def laid_out():
    """Five townships: accepted, handed up with errors, returned, two missing; people only in the first."""
    government, towns = build.county(5)
    build.due_by(government, dt.date(2025, 1, 20))
    filed(version(towns[0]), filed_on=dt.date(2025, 1, 10))
    filed(version(towns[1], findings=("error", "error")), Filing.State.FILED, filed_on=dt.date(2025, 1, 12))
    filed(version(towns[2]), Filing.State.RETURNED, filed_on=dt.date(2025, 1, 12))
    for role in (Role.CLERK, Role.REVIEWER):
        build.person(towns[0], role)
    return government, towns


def test_progress_counts_by_day_until_the_date() -> None:
    government, _towns = laid_out()
    data = progress_panel(supervisor(government), BEFORE)
    assert data is not None
    assert [number for _name, number, _address in data["tiles"]] == [5, 1, 1, 1, 2]
    (chart,) = data["charts"]
    assert chart.title == "2024年度：5个单位中2个已报送，离期限2025-01-20还有5天。"
    assert [(day, figures[0]) for day, figures in chart.rows][1:] == [
        ("2025-01-10", 1), ("2025-01-12", 2), ("2025-01-15", 2), ("2025-01-20", None),
    ]  # fmt: skip
    assert (chart.mark, chart.mark_name) == ("2025-01-20", "期限")


def test_after_the_date_the_sentence_says_how_long_ago_it_was() -> None:
    government, _towns = laid_out()
    data = progress_panel(supervisor(government), AFTER)
    assert data is not None and "期限2025-01-20已过12天" in data["charts"][0].title


def test_the_map_says_in_words_how_each_agency_stands() -> None:
    government, towns = laid_out()
    data = map_panel(supervisor(government), AFTER)
    assert data is not None
    assert {row.agency: [cell.letter for cell in row.cells] for row in data["rows"]} == {
        towns[0]: ["齐", "按期", "已报", "无误", "已收"],
        towns[1]: ["缺", "按期", "已报", "错2", "待审"],
        towns[2]: ["缺", "逾期", "退回", "—", "—"],
        towns[3]: ["缺", "逾期", "未报", "—", "—"],
        towns[4]: ["缺", "逾期", "未报", "—", "—"],
    }
    assert data["rows"][0].agency == towns[2] and data["rows"][-1].agency == towns[0], "trouble comes first"


def test_what_endangers_the_date_is_named() -> None:
    government, _towns = laid_out()
    before, after = (attention_panel(supervisor(government), day) for day in (BEFORE, AFTER))
    assert before is not None and after is not None
    assert [text for text, _address, _names in before["facts"]] == [
        "3个单位一周内到期，还没有报送", "1份已报送的报告有差错", "4个单位没有经办人或审核人",
    ]  # fmt: skip
    assert after["facts"][0][0] == "3个单位逾期未报送"


@pytest.mark.parametrize(("today", "near"), [(dt.date(2025, 1, 13), True), (dt.date(2025, 1, 12), False)])
def test_a_date_is_near_from_the_seventh_day_before_it(today: dt.date, near: bool) -> None:
    government, _towns = laid_out()
    facts, rows = attention_panel(supervisor(government), today), map_panel(supervisor(government), today)
    assert facts is not None and rows is not None
    assert any("一周内到期" in text for text, _address, _names in facts["facts"]) is near
    assert {row.cells[1].letter for row in rows["rows"]} == {"按期", "7天" if near else "按期"}
    (remind,) = [each for each in steps(supervisor(government), government, today) if "催报" in each.text]
    assert remind.urgent is near


def test_the_map_shows_ten_agencies_and_how_many_more_there_are() -> None:
    government, _towns = build.county(11)
    data = map_panel(supervisor(government), AFTER)
    assert data is not None and (len(data["rows"]), data["more"]) == (10, 1)


def test_only_those_who_watch_over_handing_up_see_it() -> None:
    government, towns = laid_out()
    assert map_panel(build.actor(government, Role.CLERK), AFTER) is None
    assert map_panel(build.actor(towns[0], Role.SUPERVISOR), AFTER) is None


@pytest.mark.parametrize(
    ("state", "filing", "here"),
    [
        (State.DRAFT, None, "编制"),
        (State.SUBMITTED, None, "审核"),
        (State.REVIEWED, None, "签发"),
        (State.SIGNED_OFF, None, "锁定"),
        (State.LOCKED, None, "报送"),
        (State.LOCKED, Filing.State.FILED, "接收"),
        (State.LOCKED, Filing.State.RETURNED, "报送"),
        (State.LOCKED, Filing.State.ACCEPTED, "公开"),
    ],
)
def test_ones_own_report_stands_at_one_stage(state: str, filing: str | None, here: str) -> None:
    _government, (town, _other) = build.county()
    made = version(town)
    if filing is not None:
        filed(made, filing)
    AnnualReport.objects.update(state=state)
    data = way_panel(build.actor(town), AFTER)
    assert data is not None
    assert [stage.name for stage in data["ways"][0].stages if stage.here] == [here]
