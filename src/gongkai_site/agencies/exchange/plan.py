"""What an import would do, row by row: add, change, leave, refuse. Planning changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai_site.agencies.checks import PARTICULARS, REGISTERED, problems
from gongkai_site.agencies.exchange.columns import TITLES, printed
from gongkai_site.agencies.exchange.places import Tree
from gongkai_site.agencies.exchange.values import parsed
from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor, agencies_where, may
from gongkai_site.sheets import planned
from gongkai_site.sheets.planned import Change, Fault
from gongkai_site.sheets.reading import Row, Upload


@dataclass
class Entry(planned.Entry):
    """One row and what it would do. ``node`` is the agency's id, or below zero for a new one."""

    node: int
    agency: Agency | None
    values: dict[str, Any] = field(default_factory=dict)
    """Model values that differ from what is stored; for a new agency all."""
    parent: int | None = None
    moves: bool = False
    local: int | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether the row names another local government than is stored."""
        return self.agency is not None and self.local != self.agency.local_government_id

    @property
    def is_new(self) -> bool:
        """Whether it adds an agency."""
        return self.agency is None


@dataclass
class Plan(planned.Plan[Entry]):
    """The whole import before it is done."""

    tree: Tree

    def told(self) -> Iterator[object]:
        """What was shown, with where each agency would stand."""
        yield from super().told()
        yield [(each.node, each.parent) for each in self.entries]


def make_plan(actor: Actor, upload: Upload) -> Plan:
    """Plan the import of what was read, as this actor may do it."""
    standing = list(Agency.objects.filter(abolished_on=None).select_related("superior", "local_government"))
    seen = set(agencies_where(actor, "agency.view").values_list("pk", flat=True))
    tree = Tree(standing)
    entries = [_entry(row, -number, tree, seen) for number, row in enumerate(upload.rows, 1)]
    _refuse_twice(entries)
    for each in entries:
        tree.put(each.node, each.name, each.row.values.get("place") or (each.agency.place if each.agency else ""))
    for each in entries:
        _relate(each, tree)
    for each in entries:
        if tree.in_circle(each.node):
            each.faults.append(Fault(TITLES["superior"], "上下级关系成环：该单位成了自己的上级"))
    rights = _Rights(actor)
    for each in entries:
        if each.name:
            _value(each, tree)
        if not each.faults:
            each.faults += rights.faults(each, tree)
    return Plan(upload, entries, tree)


def _entry(row: Row, node: int, tree: Tree, seen: set[int]) -> Entry:
    name, place = row.values.get("name", ""), row.values.get("place", "")
    entry = Entry(row, node, None)
    if not name:
        entry.faults.append(Fault(TITLES["name"], "名称没有填写"))
        return entry
    found = tree.named(name, place)
    if len(found) > 1:
        entry.faults.append(Fault(TITLES["place"], f"现有{len(found)}个同名单位，请填写所在地"))
    elif found and found[0].pk not in seen:
        entry.faults.append(Fault(TITLES["name"], "同一所在地已有同名单位，且不在您的管理范围内"))
    elif found:
        entry.agency, entry.node = found[0], found[0].pk
    return entry


def _refuse_twice(entries: list[Entry]) -> None:
    first: dict[object, Entry] = {}
    for each in entries:
        key = each.node if each.agency else (each.name, each.row.values.get("place", ""))
        if not each.name:
            continue
        if (other := first.setdefault(key, each)) is not each:
            each.faults.append(Fault(TITLES["name"], f"与{other.row.place}是同一个单位"))


def _relate(entry: Entry, tree: Tree) -> None:
    """Find superior and local government by their names, in the file or in the register."""
    values, agency = entry.row.values, entry.agency
    place = values.get("place") or (agency.place if agency else "")
    entry.parent = agency.superior_id if agency else None
    entry.local = agency.local_government_id if agency else None
    if name := values.get("superior", ""):
        wanted = values.get("superior_place", "")
        node, fault = tree.resolve(name, wanted, place, entry.parent)
        if fault:
            entry.faults.append(Fault(TITLES["superior"], fault))
        else:
            entry.moves, entry.parent = agency is not None and node != entry.parent, node
    if "local_government" in values:
        node, fault = tree.resolve(values["local_government"], "", place, entry.local)
        if fault:
            entry.faults.append(Fault(TITLES["local_government"], fault))
        else:
            entry.local = node
    tree.parents[entry.node] = entry.parent


def _value(entry: Entry, tree: Tree) -> None:
    """Take over the row's values and say what they change and what is wrong with them."""
    agency = entry.agency
    values, faults = parsed(entry.row.values, is_new=agency is None)
    entry.faults += [Fault(TITLES[key], message) for key, message in faults]
    stored = Agency() if agency is None else agency
    entry.values = {key: value for key, value in values.items() if agency is None or getattr(agency, key) != value}
    columns = (each.name for each in Agency._meta.concrete_fields if not each.is_relation)
    trial = Agency(**{name: values.get(name, getattr(stored, name)) for name in columns})
    if not faults:
        entry.faults += [Fault(TITLES.get(key, key), " ".join(texts)) for key, texts in problems(trial).items()]
    before = printed(agency) if agency else {}
    after = {**printed(trial), "superior": tree.name(entry.parent), "local_government": tree.name(entry.local)}
    entry.changes = list(_changes(entry, before, after))


def _changes(entry: Entry, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for key, title in TITLES.items():
        if key == "superior_place":
            continue
        old, new = before.get(key, ""), after[key]
        if key == "superior" and entry.moves and old == new:
            old, new = f"{old}（{before['superior_place']}）", f"{new}（{entry.row.values.get('superior_place', '')}）"
        if key == "local_government" and entry.elsewhere and old == new:
            new = f"{new}（另一个同名政府）"
        if old != new:
            yield Change(title, old, new)


class _Rights:
    """The policy's answers for a whole file, asked once for it."""

    def __init__(self, actor: Actor) -> None:
        self._top = may(actor, "agency.add")
        self._where = {
            right: set(agencies_where(actor, right).values_list("pk", flat=True))
            for right in ("agency.add", "agency.arrange", "agency.edit")
        }

    def faults(self, entry: Entry, tree: Tree) -> Iterator[Fault]:
        if entry.agency is None or entry.moves:
            above = tree.stored_above(entry.parent)
            if not (self._top if above is None else above in self._where["agency.add"]):
                missing = "请填写政府信息公开上级" if entry.parent is None else "您无权在这个上级之下安排单位"
                yield Fault(TITLES["superior"], missing)
        if entry.agency is None or not entry.changes:
            return
        registered = entry.moves or entry.elsewhere or any(key in REGISTERED for key in entry.values)
        needed = {"agency.arrange": registered, "agency.edit": any(key in PARTICULARS for key in entry.values)}
        if any(needs and entry.node not in self._where[right] for right, needs in needed.items()):
            yield Fault("、".join(each.column for each in entry.changes), "您无权修改这个单位的这些内容")
