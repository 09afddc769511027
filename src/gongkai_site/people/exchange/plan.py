"""What an import of people would do, row by row: open an account, give or correct a role, leave, refuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.people.exchange.columns import ROLES, TITLES
from gongkai_site.people.exchange.standing import Standing
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor
from gongkai_site.sheets import planned
from gongkai_site.sheets.planned import Change, Fault
from gongkai_site.sheets.reading import Upload, day


@dataclass
class Entry(planned.Entry):
    """One row: a role of a person, who may be new. An empty cell changes nothing."""

    username: str = ""
    user: User | None = None
    agency: Agency | None = None
    role: str = ""
    membership: Membership | None = None
    section: Section | None = None
    new_section: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def email(self) -> str:
        """The address in the file."""
        return self.row.values.get("email", "")

    @property
    def is_new(self) -> bool:
        """Whether the row belongs to an account that is not there yet."""
        return self.user is None

    @property
    def edits(self) -> bool:
        """Whether name or address of an account that is there change."""
        user = self.user
        return user is not None and (self.name != user.name or self.email not in ("", user.email))

    def fault(self, column: str, message: str) -> None:
        """Refuse the row."""
        self.faults.append(Fault(TITLES[column], message))


@dataclass
class Plan(planned.Plan[Entry]):
    """The whole import before it is done."""

    def told(self) -> Iterator[object]:
        """What was shown, with the rows of the database that it was about."""
        yield from super().told()
        for each in self.entries:
            yield [thing.pk if thing else None for thing in (each.user, each.agency, each.membership, each.section)]

    @property
    def accounts(self) -> int:
        """How many accounts would be opened."""
        return len({each.username for each in self.added})


def make_plan(actor: Actor, upload: Upload) -> Plan:
    """Plan the import of what was read, as this actor may do it."""
    standing = Standing(actor, upload.rows)
    entries = [_entry(Entry(row), standing, actor) for row in upload.rows]
    _agree(entries)
    for each in entries:
        if not each.faults:
            each.changes = list(_changes(each))
    return Plan(upload, entries)


def _entry(entry: Entry, standing: Standing, actor: Actor) -> Entry:
    cells = entry.row.values
    if not entry.name:
        entry.fault("name", "姓名没有填写")
    if not cells.get("agency"):
        entry.fault("agency", "单位没有填写")
    else:
        entry.agency, wrong = standing.agency(cells["agency"], cells.get("place", ""))
        if wrong:
            entry.fault("agency", wrong)
    word = cells.get("role", "")
    entry.role = ROLES.get(word, "")
    if not word:
        entry.fault("role", "角色没有填写")
    elif not entry.role:
        entry.fault("role", f"没有“{word}”这一项，可选：{'、'.join(map(str, Role.labels))}")
    _who(entry, standing)
    if entry.agency is not None and entry.user is not None and entry.role:
        entry.membership = standing.role(actor, entry.user, entry.agency, entry.role)
    _days(entry, actor)
    if entry.agency is not None and (name := cells.get("section", "")):
        entry.section = standing.section(entry.agency, name)
        if entry.section is None and standing.may_add_section(entry.agency):
            entry.new_section = name
        elif entry.section is None:
            entry.fault("section", f"没有“{name}”这个科室，请先登记科室，或留空")
    return entry


def _who(entry: Entry, standing: Standing) -> None:
    """Find the account: by its user name, else by the name, where exactly one person of that agency has it."""
    entry.username = entry.row.values.get("username", "")
    if entry.username:
        entry.user = standing.users.get(entry.username)
    elif entry.agency is not None and entry.name:
        same = standing.called(entry.agency, entry.name)
        if len(same) != 1:
            entry.fault(
                "username",
                f"有{len(same)}个同名的人，请填写用户名" if same else "用户名没有填写，可用姓名、工号或手机号",
            )
            return
        entry.user, entry.username = same[0], same[0].username
    user = entry.user
    if user is not None and not standing.is_ours(user):
        entry.fault("username", f"用户名“{entry.username}”已有人使用，请换一个")
    elif user is not None and entry.edits and not standing.is_wholly_ours(user):
        entry.fault("name", f"{user}还在您管理范围以外任职，姓名和邮箱须由共同的上级修改")
    elif entry.username:
        trial = User(username=entry.username, name=entry.name, email=entry.email)
        try:
            trial.clean_fields(exclude=("password", *(() if entry.name else ("name",))))
        except ValidationError as error:
            for name, says in error.message_dict.items():
                entry.fault(name if name in TITLES else "username", "".join(says))


def _days(entry: Entry, actor: Actor) -> None:
    for key in ("since", "until"):
        if written := entry.row.values.get(key, ""):
            found = day(written)
            if found is None:
                entry.fault(key, f"“{written}”不是日期，应写作2019-05-15")
            setattr(entry, key, found)
    stored = entry.membership
    since = entry.since or (stored.since if stored else actor.on)
    until = entry.until or (stored.until if stored else None)
    if until is not None and until < since:
        entry.fault("until", "结束日期早于开始日期")
    entry.since, entry.until = since, until


def _agree(entries: list[Entry]) -> None:
    """Rows of one account must say the same of it, and no role may stand twice."""
    first: dict[str, Entry] = {}
    roles: dict[tuple[str, int, str], Entry] = {}
    for each in entries:
        if not each.username:
            continue
        other = first.setdefault(each.username, each)
        for key in ("name", "email"):
            mine, its = each.row.values.get(key, ""), other.row.values.get(key, "")
            if mine and its and mine != its:
                each.fault(key, f"与{other.row.place}用户名相同，{TITLES[key]}却不同")
        if each.agency is None or not each.role:
            continue
        twice = roles.setdefault((each.username, each.agency.pk, each.role), each)
        if twice is not each:
            each.fault("role", f"与{twice.row.place}是同一个人的同一角色")


def _changes(entry: Entry) -> Iterator[Change]:
    user, stored = entry.user, entry.membership
    if user is None or entry.name != user.name:
        yield Change(TITLES["name"], user.name if user else "", entry.name)
    if user is None:
        yield Change(TITLES["username"], "", entry.username)
        yield Change(TITLES["agency"], "", str(entry.agency))
    if stored is None:
        yield Change(TITLES["role"], "", str(Role(entry.role).label))
    section = entry.section.name if entry.section else entry.new_section
    for key, before, after in (
        ("section", str(stored.section or "") if stored else "", section),
        ("since", str(stored.since) if stored else "", str(entry.since)),
        ("until", str(stored.until or "") if stored else "", str(entry.until or "")),
        ("email", user.email if user else "", entry.email),
    ):
        if after and before != after:
            yield Change(TITLES[key], before, f"{after}（新科室）" if key == "section" and entry.new_section else after)
