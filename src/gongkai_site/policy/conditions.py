"""Further conditions that the table of rights names, each in two forms: asked of one object, and filtering many.

A condition can be asked of the models that it declares; nothing else ever meets it, in either form. What the two forms
say is compared for every right, actor and kind of object in ``tests/site/policy/test_both_forms.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Model, Q

from gongkai_site.policy.belonging import NONE, any_of, lookup

if TYPE_CHECKING:
    from gongkai_site.people.models import Membership
    from gongkai_site.policy.actor import Actor


class Condition(ABC):
    """One condition. ``holds`` and ``filter`` say the same, of an object in hand and of what a query gives."""

    of: ClassVar[Mapping[str, str]]
    """The models it can be asked of (``app.model``) → the lookup from there to what it looks at; ``""``: itself."""

    def holds(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        """Whether this object meets it, for this actor with these roles."""
        path = self.of.get(thing._meta.label_lower) if isinstance(thing, Model) else None
        if path is None:
            return False
        for name in filter(None, path.split("__")):
            thing = getattr(thing, name)
        return self._one(actor, memberships, thing)

    def filter(self, actor: Actor, memberships: Sequence[Membership], model: type[Model]) -> Q:
        """Which objects of ``model`` meet it."""
        path = self.of.get(model._meta.label_lower)
        return NONE if path is None else self._many(actor, memberships, model, path)

    @abstractmethod
    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        """The question on the object that it looks at."""

    @abstractmethod
    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        """The filter, by lookups beyond ``path``."""


class HandlesRequest(Condition):
    """A request given to a section is handled by that section's people, and by those with no section of their own."""

    of = {"requests.request": "", "requests.applicant": "request"}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return any(
            thing.section_id is None or each.section_id in (None, thing.section_id)
            for each in memberships
            if each.agency_id == thing.agency_id
        )

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        agency, section = lookup(path, "agency"), lookup(path, "section")

        def of_role(each: Membership) -> Q:
            own = Q(**{agency: each.agency_id})
            given = Q(**{section: None}) | Q(**{section: each.section_id})
            return own if each.section_id is None else own & given

        return any_of(of_role(each) for each in memberships)


class HandlesAllRequests(Condition):
    """Data of all of an agency's applicants at once is for those with no section of their own."""

    of = {"agencies.agency": "", "records.importbatch": "agency", "records.stagedfile": "agency"}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return thing.pk in self._agencies(memberships)

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        return Q(**{lookup(path, "pk__in"): self._agencies(memberships)})

    @staticmethod
    def _agencies(memberships: Sequence[Membership]) -> set[int]:
        return {each.agency_id for each in memberships if each.section_id is None}


class ReportIsHandedUp(Condition):
    """Those above see a report once it was handed up or published, not while it is being written."""

    of = {"annual.annualreport": "", "annual.version": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return bool(thing.is_handed_up)

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: Any, path: str) -> Q:
        handed_up: Q = model.handed_up()
        return handed_up


class VersionIsPublished(Condition):
    """Anybody sees a version that was published, also one that a later version corrected."""

    of = {"annual.version": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return bool(thing.is_published)

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: Any, path: str) -> Q:
        published: Q = model.published()
        return published


class VersionWasPublished(Condition):
    """That a version was published stays known, also where it was withdrawn."""

    of = {"annual.version": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return bool(thing.was_published)

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: Any, path: str) -> Q:
        once: Q = model.once_published()
        return once


class IsOwnAccount(Condition):
    """The actor's own account, or a role that he holds with it."""

    of = {"people.user": "", "people.membership": "user"}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return actor.user_id is not None and thing.pk == actor.user_id

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        return NONE if actor.user_id is None else Q(**{lookup(path, "pk"): actor.user_id})


class DocumentIsOpen(Condition):
    """A document that is not sealed: one from outside before it was screened, or one that bears a secrecy marking."""

    of = {"intake.incomingdocument": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return not thing.sealed

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        return Q(**{lookup(path, "sealed"): False})


class DidNotMark(Condition):
    """A redacted file is released by somebody who neither marked it nor handed it over."""

    of = {"redaction.redactioncase": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return actor.user_id is not None and not thing.marked_by.filter(pk=actor.user_id).exists()

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        return NONE if actor.user_id is None else ~Q(**{lookup(path, "marked_by"): actor.user_id})


class RedactionIsReleased(Condition):
    """The redacted file is given out once it was released, and no longer where it was given back."""

    of = {"redaction.redactioncase": ""}

    def _one(self, actor: Actor, memberships: Sequence[Membership], thing: Any) -> bool:
        return bool(thing.state == "released")

    def _many(self, actor: Actor, memberships: Sequence[Membership], model: type[Model], path: str) -> Q:
        return Q(**{lookup(path, "state"): "released"})


CONDITIONS: Mapping[str, Condition] = {
    "handles_request": HandlesRequest(),
    "handles_all_requests": HandlesAllRequests(),
    "report_is_handed_up": ReportIsHandedUp(),
    "version_is_published": VersionIsPublished(),
    "version_was_published": VersionWasPublished(),
    "is_own_account": IsOwnAccount(),
    "document_is_open": DocumentIsOpen(),
    "did_not_mark": DidNotMark(),
    "redaction_is_released": RedactionIsReleased(),
}
"""By the names that the table of rights uses."""
