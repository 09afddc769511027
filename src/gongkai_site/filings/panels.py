"""What a superior finds on the first page: handing up against the date, the map of states, and what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.map_of_states import Row, map_of_states, without_people
from gongkai_site.filings.overview import SOON, Standing, overview, totals
from gongkai_site.filings.own_way import way_panel
from gongkai_site.filings.years import usual_year
from gongkai_site.office import Chart, Panel, own_agencies
from gongkai_site.office.chart import STEPS
from gongkai_site.policy import Actor, may

_RIGHT = "filing.view"
_ROWS = 10
_BEFORE = dt.timedelta(days=30)
"""The drawing begins that long before the date, or with the first report handed up."""


def progress_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """How many of those that owe a report have handed it up, by day until the date."""
    if (found := collected(actor, today)) is None:
        return None
    superior, year, standings = found
    here = reverse("filings:overview", args=[superior.pk, year])
    counts = totals(standings)
    tiles = [
        (_("应报送"), counts["all"], here),
        (_("已报送，待审核"), counts["filed"], f"{here}?stand=filed"),
        (_("已接收"), counts["accepted"], f"{here}?stand=accepted"),
        (_("已退回"), counts["returned"], f"{here}?stand=returned"),
        (_("未报送"), counts["missing"], f"{here}?stand=missing"),
    ]
    chart = _progress(standings, year, today)
    return {
        "superior": superior if len(own_agencies(actor)) > 1 else None,
        "tiles": tiles,
        "charts": [chart] if chart else [],
    }


def map_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """Each agency and how its report stands, those with most to look after first."""
    if (found := collected(actor, today)) is None:
        return None
    superior, year, standings = found
    rows = map_of_states(standings, without_people(standings, superior, today), today)
    rows.sort(key=lambda each: -each.trouble)
    return {
        "superior": superior,
        "year": year,
        "heads": Row.heads(),
        "rows": rows[:_ROWS],
        "more": len(rows) - _ROWS,
    }


def attention_panel(actor: Actor, today: dt.date) -> Mapping[str, Any] | None:
    """What endangers the date: nobody to write or review, errors in what was handed up, nothing handed up in time."""
    if (found := collected(actor, today)) is None:
        return None
    superior, year, standings = found
    facts = list(_facts(superior, year, standings, without_people(standings, superior, today), today))
    return {"facts": facts} if facts else None


PANELS = (
    Panel("way", gettext_lazy("年度报告到了哪一步"), 10, "report.records", way_panel, "filings/way_panel.html"),
    Panel("filings", gettext_lazy("报送进度"), 20, _RIGHT, progress_panel, "filings/progress_panel.html"),
    Panel(
        "attention", gettext_lazy("需要留意"), 30, _RIGHT, attention_panel, "filings/attention_panel.html", beside=True
    ),
    Panel("map", gettext_lazy("各单位状态"), 50, _RIGHT, map_panel, "filings/map_panel.html"),
)


def collected(actor: Actor, today: dt.date) -> tuple[Agency, int, Sequence[Standing]] | None:
    """The first of one's agencies to which others owe a report, the year being collected, and how they stand."""
    for agency in own_agencies(actor):
        if not may(actor, _RIGHT, agency):
            continue
        year = usual_year(agency, today)
        if standings := overview(agency, year, today):
            return agency, year, standings
    return None


def _progress(standings: Sequence[Standing], year: int, today: dt.date) -> Chart | None:
    came = sorted(each.filing.filed_on for each in standings if each.filing is not None and each.is_open)
    # The next date that somebody still owes; once all are there, the last one.
    owed = [each.due for each in standings if each.due is not None and not each.is_open]
    dates = [each.due for each in standings if each.due is not None]
    due = min(owed) if owed else max(dates, default=None)
    if not came and due is None:
        return None
    last = max(due or today, came[-1] if came else today)
    until = min(today, last)
    first = min(min(came, default=until), (due or until) - _BEFORE, until)
    days = sorted({first, *(day for day in came if day <= until), until})
    rows: list[tuple[str, tuple[int | None, int]]] = [
        (day.isoformat(), (sum(each <= day for each in came), len(standings))) for day in days
    ]
    if last > until:
        rows.append((last.isoformat(), (None, len(standings))))
    heads = (_("日期"), _("已报送（累计）"), _("应报送"))
    title = _("{year}年度：{n}个单位中{came}个已报送，{left}。").format(
        year=year, n=len(standings), came=len(came), left=_left(due, today)
    )
    mark = due.isoformat() if due else ""
    return Chart("filings-progress", STEPS, title, heads, rows, mark=mark, mark_name=_("期限"))


def _left(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return _("没有定期限")
    left = (due - today).days
    if left >= 0:
        return _("离期限{date}还有{days}天").format(date=due, days=left)
    return _("期限{date}已过{days}天").format(date=due, days=-left)


def _facts(
    superior: Agency, year: int, standings: Sequence[Standing], lacking: Mapping[int, Sequence[str]], today: dt.date
) -> Iterator[tuple[str, str, str]]:
    here = reverse("filings:overview", args=[superior.pk, year])
    late = [each for each in standings if each.late and not each.is_open]
    if late:
        yield _("{n}个单位逾期未报送").format(n=len(late)), f"{here}?stand=late", _names(late)
    soon = [
        each for each in standings if not each.is_open and each.due is not None and today <= each.due <= today + SOON
    ]
    if soon:
        yield _("{n}个单位一周内到期，还没有报送").format(n=len(soon)), f"{here}?stand=missing", _names(soon)
    wrong = [each for each in standings if each.is_open and each.errors]
    if wrong:
        yield _("{n}份已报送的报告有差错").format(n=len(wrong)), f"{here}?stand=errors", _names(wrong)
    without = [each for each in standings if each.agency.pk in lacking and not each.copy]
    if without:
        text = _("{n}个单位没有经办人或审核人").format(n=len(without))
        yield text, reverse("agencies:list"), _names(without)
    dateless = [each for each in standings if each.due is None and not each.copy]
    if dateless:
        there = f"{reverse('agencies:due', args=[superior.pk])}?year={year}"
        yield _("{n}个单位没有报送期限").format(n=len(dateless)), there, _names(dateless)


def _names(standings: Sequence[Standing]) -> str:
    named = "、".join(each.agency.short_name or each.agency.name for each in standings[:3])
    return named if len(standings) <= 3 else _("{names}等").format(names=named)
