"""By when an agency's report is due: the statute's date, the superiors' rulings, and why this date, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law import Deadline, deadline_of, year_end
from gongkai.law import Kind as LawKind
from gongkai.law import Level as LawLevel
from gongkai_site.agencies.models import Agency, Kind, Level, Ruling
from gongkai_site.agencies.rulings.dates import date_for
from gongkai_site.agencies.rulings.in_force import binding, day_of, rulings_on

KEY = "report.due"
"""What rulings on the date are about."""
_KINDS: Mapping[str, LawKind] = {
    Kind.GOVERNMENT: "government",
    Kind.OFFICE: "government-office",
    Kind.DEPARTMENT: "department",
}
_LEVELS: Mapping[str, LawLevel] = {
    Level.NATION: "national",
    Level.PROVINCE: "province",
    Level.PREFECTURE: "prefecture",
    Level.COUNTY: "county",
    Level.TOWNSHIP: "township",
}
_WITHOUT_STATUTE: Mapping[str, str] = {
    Kind.GOVERNMENT: "《条例》没有为这一层级的人民政府规定日期",
    Kind.OFFICE: "《条例》没有为这一层级的政府办公机构规定日期",
    Kind.DEPARTMENT: "《条例》只为县级以上人民政府部门规定日期，本单位不在其列",
    Kind.TOWNSHIP: "《条例》没有为乡镇人民政府规定日期，以上级通知为准",
    Kind.SUBDISTRICT: "《条例》没有为街道办事处等派出机关规定日期，以上级通知为准",
    Kind.BRANCH: "《条例》没有为派出机构规定日期，以上级通知为准",
    Kind.COMMITTEE: "《条例》没有为管理委员会规定日期，以上级通知为准",
    Kind.ORGANISATION: "《条例》没有为法律、法规授权的组织规定日期，以上级通知为准",
}


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which a report is due, if one is set; the provision or notice that sets it; the way to it."""

    date: dt.date | None
    basis: str
    steps: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """Why this date, one step a line, in Chinese."""
        return "\n".join(f"{number}. {step}。" for number, step in enumerate(self.steps, 1))


def reporting_year(today: dt.date) -> int:
    """The year whose report is in hand: until June the year before, then the running one."""
    return today.year - 1 if today.month <= 6 else today.year


def due(agency: Agency, year: int) -> Due:
    """By when ``agency`` owes its report on ``year``.

    The earlier of the statute's date (《条例》第四十九条) and the one a superior for disclosure laid down: a ruling may
    set an earlier day, and cannot put off the statute's.
    """
    return dues((agency,), year)[agency.pk]


def dues(agencies: Iterable[Agency], year: int) -> dict[int, Due]:
    """Return :func:`due` of many agencies by id, with one query for all rulings."""
    agencies = list(agencies)
    return dues_by(agencies, year, rulings_on(agencies, KEY))


def dues_by(agencies: Iterable[Agency], year: int, rulings: Sequence[Ruling]) -> dict[int, Due]:
    """Return by when each of the agencies owes its report on ``year``, if these are the rulings. Asks no database."""
    return {each.pk: _due(each, year, _ruling_for(each, year, rulings)) for each in agencies}


def _ruling_for(agency: Agency, year: int, rulings: Sequence[Ruling]) -> tuple[Ruling, dt.date] | None:
    """Of the rulings that bind the agency, the nearest and most special that speaks of the report on this year."""
    for each in binding(rulings, agency, day_of(year)):
        if (day := date_for(each.value, year)) is not None:
            return each, day
    return None


def statutory(agency: Agency, year: int) -> Deadline | None:
    """The statute's date for this agency; none for vertical departments, which follow their own line (第三条第四款)."""
    kind = _KINDS.get(agency.kind)
    if kind is None or agency.vertical:
        return None
    if kind == "department" and agency.level == Level.NATION:
        kind = "state-council"
    return deadline_of(kind, _LEVELS[agency.level], year)


def _due(agency: Agency, year: int, found: tuple[Ruling, dt.date] | None) -> Due:
    end = year_end(year)
    if agency.abolished_on is not None and agency.abolished_on <= end:
        return Due(
            None, "", (f"本单位自{_day(agency.abolished_on)}起不再存在，{year}年度的数据由承继机关报告，本单位不报送",)
        )
    if agency.established_on is not None and agency.established_on > end:
        return Due(None, "", (f"本单位{_day(agency.established_on)}设立，{year}年度尚无须报送",))
    law, laid_down = statutory(agency, year), found[1] if found else None
    steps = (*_of_law(agency, law), *_of_ruling(agency, year, found))
    if law is not None and (laid_down is None or law.date <= laid_down):
        return Due(law.date, str(law.citation), (*steps, *_law_prevails(law, laid_down)))
    if found is None:
        return Due(None, "", (*steps, "因此目前没有期限，请上级设定"))
    ruling, day = found
    earlier = () if law is None else (f"通知的日期早于《条例》的日期，以通知为准：{_day(day)}",)
    return Due(day, ruling.source, (*steps, *earlier))


def _of_law(agency: Agency, law: Deadline | None) -> tuple[str, ...]:
    if law is not None:
        asks = f"{law.citation}：“{law.citation.quotation}”，即{_day(law.date)}"
        if agency.kind == Kind.OFFICE:
            return (asks, "政府办公厅（室）可能代为公布本级政府的报告，法律上能确定的只有这一日")
        return (asks,)
    if agency.vertical:
        return ("本单位实行垂直领导，随本系统的部署报送（《政府信息公开条例》第三条第四款）；向所在地政府只报副本",)
    return (_WITHOUT_STATUTE.get(agency.kind, "《条例》没有为本单位规定日期"),)


def _of_ruling(agency: Agency, year: int, found: tuple[Ruling, dt.date] | None) -> tuple[str, ...]:
    if agency.superior_id is None:
        return ("本单位没有登记政府信息公开上级，没有上级的通知",)
    if found is None:
        return (f"上级尚未设定{year}年度报告的报送期限",)
    ruling, day = found
    aim = "专对本单位" if ruling.agency_id is not None else f"对{ruling.whom}"
    return (f"上级{ruling.superior}{aim}的通知（{ruling.source}）定为{_day(day)}",)


def _law_prevails(law: Deadline, laid_down: dt.date | None) -> tuple[str, ...]:
    if laid_down is None:
        return (f"以《条例》为准：{_day(law.date)}",)
    if laid_down == law.date:
        return ("两者是同一天",)
    return (f"通知不能推迟法律规定的日期，以《条例》为准：{_day(law.date)}",)


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
