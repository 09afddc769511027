"""What a county that moves in still lacks, over all the agencies one looks after; nothing is stored of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.agencies.due import dues, reporting_year
from gongkai_site.agencies.models import Agency
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor, agencies_where, may

_NEEDED = (Role.CLERK, Role.REVIEWER, Role.LEADER)
"""Without them a report is not written, not reviewed, not signed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is lacking, and the page where it is mended; no page where somebody else has to."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    key: str
    title: str | Promise
    why: str | Promise
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Undated:
    """A superior and how many directly below it have no date for the year's report, from neither law nor notice."""

    superior: Agency
    count: int
    mine: bool
    """Whether the person who looks may lay one down."""


def looked_after(actor: Actor) -> list[Agency]:
    """The standing agencies that the actor sees, from the top down."""
    seen = agencies_where(actor, "agency.view").filter(abolished_on=None)
    return list(seen.select_related("superior").order_by("path"))


def lacking(actor: Actor, today: dt.date, seen: list[Agency]) -> list[Group]:
    """The groups that have anything of what is ``seen``; two queries for any number of agencies and people."""
    arranged = {each.pk for each in seen if may(actor, "agency.arrange", each)}
    editable = {each.pk for each in seen if may(actor, "people.edit", each)}
    held: dict[int, set[str]] = defaultdict(set)
    holding = Membership.objects.filter(Membership.holding(today), user__is_active=True, agency__abolished_on=None)
    for agency_id, role in holding.values_list("agency_id", "role"):
        held[agency_id].add(role)
    groups = (
        Group("tree", gettext_lazy("没有上级的单位"), gettext_lazy("不在任何汇总里"), list(_roots(seen, arranged))),
        Group("names", gettext_lazy("同名单位"), gettext_lazy("不写所在地就分不清"), list(_namesakes(seen, arranged))),
        Group(
            "roles",
            gettext_lazy("没有人担任的角色"),
            gettext_lazy("没有经办人不能编写，没有审核人不能审核，没有分管领导不能签发"),
            list(_unstaffed(seen, held, editable)),
        ),
        Group(
            "supervisors",
            gettext_lazy("没有监督员的上级"),
            gettext_lazy("没有人接收、汇总下级的报告"),
            list(_unsupervised(seen, held, editable)),
        ),
        Group(
            "first",
            gettext_lazy("还没有登录过的人"),
            gettext_lazy("初始密码还没有改；遗失的可重设"),
            list(_never_came(editable, today)),
        ),
    )
    return [each for each in groups if each.items]


def undated(actor: Actor, today: dt.date, seen: list[Agency]) -> list[Undated]:
    """The superiors whose agencies lack a date for the report on the year now in hand."""
    listed = [each for each in seen if each.superior is not None]
    found = dues(listed, reporting_year(today))
    counts = Counter(each.superior_id for each in listed if found[each.pk].date is None)
    superiors = {each.superior_id: each.superior for each in listed}
    return [
        Undated(superior, counts[pk], may(actor, "ruling.edit", superior))
        for pk, superior in superiors.items()
        if superior and counts[pk]
    ]


def _roots(seen: Iterable[Agency], arranged: set[int]) -> Iterator[Item]:
    """Every agency without a superior but the one with the most below it: that is the county."""
    listed = list(seen)
    below = Counter(each.path.split("/")[1] for each in listed if each.path)
    roots = sorted((each for each in listed if each.superior_id is None), key=lambda each: -below[str(each.pk)])
    for each in roots[1:]:
        yield Item(str(each), reverse("agencies:place", args=[each.pk]) if each.pk in arranged else "")


def _namesakes(seen: Iterable[Agency], arranged: set[int]) -> Iterator[Item]:
    listed = list(seen)
    often = Counter(each.name for each in listed)
    for each in listed:
        if often[each.name] > 1 and not each.place:
            text = _("{name}：请填写所在地").format(name=each.name)
            yield Item(text, reverse("agencies:correct", args=[each.pk]) if each.pk in arranged else "")


def _unstaffed(seen: Iterable[Agency], held: dict[int, set[str]], editable: set[int]) -> Iterator[Item]:
    for each in seen:
        if each.pk in editable and (missing := [str(role.label) for role in _NEEDED if role not in held[each.pk]]):
            text = _("{agency}：没有{roles}").format(agency=each, roles="、".join(missing))
            yield Item(text, reverse("people:add", args=[each.pk]))


def _unsupervised(seen: Iterable[Agency], held: dict[int, set[str]], editable: set[int]) -> Iterator[Item]:
    listed = list(seen)
    superiors = {each.superior_id for each in listed if each.superior_id}
    for each in listed:
        if each.pk in superiors and Role.SUPERVISOR not in held[each.pk]:
            yield Item(str(each), reverse("people:add", args=[each.pk]) if each.pk in editable else "")


def _never_came(editable: set[int], today: dt.date) -> Iterator[Item]:
    new = User.objects.filter(must_renew=True, is_active=True)
    roles = Membership.objects.filter(Membership.holding(today), user__in=new, agency__in=editable)
    shown: set[int] = set()
    for each in roles.select_related("user", "agency").order_by("agency__path", "user__name"):
        if each.user_id not in shown:
            shown.add(each.user_id)
            yield Item(f"{each.agency} {each.user}", reverse("people:person", args=[each.agency_id, each.user_id]))
