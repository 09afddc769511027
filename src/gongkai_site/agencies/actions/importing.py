"""Doing what a plan showed: every row through the action it stands for, all of them or none."""

from __future__ import annotations

from django.db import transaction

from gongkai_site.agencies.actions.agency import add_agency, correct_agency, edit_agency
from gongkai_site.agencies.actions.placing import place_under
from gongkai_site.agencies.checks import PARTICULARS, REGISTERED
from gongkai_site.agencies.exchange.plan import Entry, Plan, make_plan
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput
from gongkai_site.policy import Actor
from gongkai_site.sheets.reading import Upload


def import_agencies(actor: Actor, upload: Upload, digest: str) -> Plan:
    """Import the rows if that does exactly what the plan with this ``digest`` showed.

    Raises :class:`InvalidInput` where a row is refused and :class:`EditedMeanwhile` where the register has changed
    since; nothing is changed then.
    """
    with transaction.atomic():
        plan = make_plan(actor, upload)
        plan.insist(digest, "单位登记")
        _Import(actor, plan).run()
    return plan


class _Import:
    def __init__(self, actor: Actor, plan: Plan) -> None:
        self._actor, self._plan = actor, plan
        self._reason = f"导入：{plan.upload.name}"[:200]
        self._made: dict[int, Agency] = {}

    def run(self) -> None:
        """Go from the top down, so that every superior stands where it will stand before anything is put below it."""
        later = []
        depth = self._plan.tree.depth
        for entry in sorted((*self._plan.added, *self._plan.changed), key=lambda each: depth(each.node)):
            if entry.agency is None:
                self._add(entry)
            else:
                self._change(entry, entry.agency)
            if entry.local is not None and entry.local < 0 and entry.local not in self._made:
                later.append(entry)
        for entry in later:
            self._correct(self._stored(entry.node), {"local_government": self._stored(entry.local)})

    def _add(self, entry: Entry) -> None:
        values = {key: value for key, value in entry.values.items() if key in REGISTERED or key in PARTICULARS}
        self._made[entry.node] = add_agency(
            self._actor, self._stored(entry.parent), {**values, "local_government": self._known(entry.local)}
        )

    def _change(self, entry: Entry, agency: Agency) -> None:
        if entry.moves:
            superior = self._stored(entry.parent)
            agency = place_under(self._actor, agency, superior, revision=agency.revision, reason=self._reason)
        registered = {key: value for key, value in entry.values.items() if key in REGISTERED}
        if entry.elsewhere and (entry.local is None or self._known(entry.local)):
            registered["local_government"] = self._known(entry.local)
        if registered:
            agency = self._correct(agency, registered)
        if particulars := {key: value for key, value in entry.values.items() if key in PARTICULARS}:
            agency = edit_agency(self._actor, agency, particulars, revision=agency.revision)
        self._made[entry.node] = agency

    def _correct(self, agency: Agency | None, values: dict[str, object]) -> Agency:
        if agency is None:  # pragma: no cover - the plan found it
            raise InvalidInput("单位已不存在。")
        return correct_agency(self._actor, agency, values, revision=agency.revision, reason=self._reason)

    def _known(self, node: int | None) -> Agency | None:
        """The agency of a node, unless it is still to be added."""
        return None if node is None or (node < 0 and node not in self._made) else self._stored(node)

    def _stored(self, node: int | None) -> Agency | None:
        if node is None:
            return None
        if node not in self._made:
            self._made[node] = Agency.objects.get(pk=node)
        return self._made[node]
