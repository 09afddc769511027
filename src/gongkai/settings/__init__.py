"""Every threshold in one validated, frozen object, grouped by stage; ``docs/settings.md`` is generated from it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from gongkai.settings.columns import Columns
from gongkai.settings.comparing import Comparing
from gongkai.settings.flattened import Flattened
from gongkai.settings.folds import Folds
from gongkai.settings.fronts import Fronts
from gongkai.settings.kinds import insist
from gongkai.settings.labels import Labels
from gongkai.settings.layout import Layout
from gongkai.settings.notes import Notes
from gongkai.settings.opening import Opening
from gongkai.settings.pages import Pages
from gongkai.settings.painted import Painted
from gongkai.settings.redacting import Redacting
from gongkai.settings.rows import Rows
from gongkai.settings.scans import Scans
from gongkai.settings.tables import Tables
from gongkai.settings.texts import Texts
from gongkai.settings.titles import Titles
from gongkai.settings.unruled import Unruled
from gongkai.settings.viewing import Viewing
from gongkai.settings.webpages import Webpages
from gongkai.settings.wording import Wording

__all__ = ["DEFAULT_SETTINGS", "STAGES", "Settings"]

STAGES: tuple[type, ...] = (
    Opening,
    Fronts,
    Webpages,
    Texts,
    Pages,
    Painted,
    Scans,
    Layout,
    Unruled,
    Folds,
    Labels,
    Flattened,
    Tables,
    Rows,
    Columns,
    Wording,
    Titles,
    Notes,
    Comparing,
    Viewing,
    Redacting,
)
"""The groups of settings, in the order in which a document passes through them."""


@dataclass(frozen=True)
class Settings(
    Redacting,
    Viewing,
    Comparing,
    Notes,
    Titles,
    Wording,
    Columns,
    Rows,
    Tables,
    Flattened,
    Labels,
    Folds,
    Unruled,
    Layout,
    Scans,
    Painted,
    Pages,
    Texts,
    Webpages,
    Fronts,
    Opening,
):
    """Limits and thresholds of all stages; every one has a documented range, checked on construction."""

    def __hash__(self) -> int:
        return self._hashed

    @cached_property
    def _hashed(self) -> int:
        # Worked out once: there are many values, and what is built once for equal settings is asked for often.
        return hash(tuple([getattr(self, each.name) for each in fields(self)]))

    def __post_init__(self) -> None:
        for each in fields(self):
            insist(each, getattr(self, each.name))


DEFAULT_SETTINGS = Settings()
