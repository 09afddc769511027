"""What a one-time link opens: the agency's own report on one year, and nothing else of the agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from gongkai_site.annual.models import Scope
from gongkai_site.filings.models import FilingLink
from gongkai_site.people.models import Membership
from gongkai_site.policy import Actor
from gongkai_site.policy.belonging import lookup
from gongkai_site.policy.codes import Code
from gongkai_site.policy.conditions import Condition


class OfHandUp(Condition):
    """The link itself, its agency, and that agency's own report on the link's year."""

    of = {"filings.filinglink": "", "agencies.agency": "", "annual.annualreport": "", "annual.version": "report"}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        if isinstance(thing, FilingLink):
            return thing.pk == cast("Code", actor.code).pk
        link = self._link(actor).first()
        if link is None:
            return False
        if thing._meta.label_lower == "agencies.agency":
            return bool(thing.pk == link.agency_id)
        return (thing.agency_id, thing.year, thing.scope) == (link.agency_id, link.year, Scope.OWN)

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        link = self._link(actor)
        if model is FilingLink:
            return Q(pk__in=link.values("pk"))
        if model._meta.label_lower == "agencies.agency":
            return Q(pk__in=link.values("agency"))
        same = link.filter(agency=OuterRef(lookup(path, "agency")), year=OuterRef(lookup(path, "year")))
        return Q(Exists(same), **{lookup(path, "scope"): Scope.OWN})

    @staticmethod
    def _link(actor: Actor) -> QuerySet[FilingLink]:
        return FilingLink.objects.filter(pk=cast("Code", actor.code).pk).order_by()
