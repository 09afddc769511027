"""Codes for one object: whoever holds one may do what the table leaves to ``code``, and only to what it opens.

A code is known by the type and id of its object, whose app says here what it opens, as a condition in both forms.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from gongkai_site.policy.conditions import Condition


@dataclass(frozen=True, slots=True)
class Code:
    """A code for one object."""

    kind: str
    """The object's model, ``app.model``."""
    pk: int

    @staticmethod
    def of(thing: Model) -> Code:
        """The code made for this object."""
        return Code(thing._meta.label_lower, thing.pk)


@dataclass(frozen=True, slots=True)
class Opening:
    """What codes of one kind open, and how the audit log calls their holders."""

    name: str
    what: Condition


_OPENINGS: dict[str, Opening] = {}


def register(kind: str, name: str, what: Condition) -> None:
    """Say what codes for objects of a model open; called once, when Django starts."""
    _OPENINGS[kind] = Opening(name, what)


def opening(code: Code) -> Opening:
    """What a code opens. Raises ``KeyError`` for one whose app has not said it."""
    return _OPENINGS[code.kind]
