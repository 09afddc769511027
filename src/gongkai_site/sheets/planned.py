"""What an import would do, row by row, before anything is done: the parts that every list's plan is made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.sheets.reading import Row, Upload


@dataclass(frozen=True, slots=True)
class Change:
    """One column that the row would change."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused, and in which column."""

    column: str
    message: str


@dataclass
class Entry:
    """One row and what it would do."""

    row: Row
    changes: list[Change] = field(default_factory=list, kw_only=True)
    faults: list[Fault] = field(default_factory=list, kw_only=True)

    def __post_init__(self) -> None:
        """Refuse the row where a cell of it no longer says what was typed."""
        self.faults += [Fault(title, why) for title, why in self.row.faults]

    @property
    def name(self) -> str:
        """The name in the file."""
        return self.row.values.get("name", "")

    @property
    def is_new(self) -> bool:
        """Whether the row adds what is not there yet."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        """``refused``, ``added``, ``changed`` or ``same``."""
        if self.faults:
            return "refused"
        if self.is_new:
            return "added"
        return "changed" if self.changes else "same"


E_ = TypeVar("E_", bound=Entry)


@dataclass
class Plan(Generic[E_]):
    """The whole import before it is done."""

    upload: Upload
    entries: list[E_]

    def of(self, what: str) -> list[E_]:
        """The entries that would do this."""
        return [each for each in self.entries if each.what == what]

    @property
    def added(self) -> list[E_]:
        """Rows that add."""
        return self.of("added")

    @property
    def changed(self) -> list[E_]:
        """Rows that change what is there."""
        return self.of("changed")

    @property
    def same(self) -> list[E_]:
        """Rows that change nothing."""
        return self.of("same")

    @property
    def refused(self) -> list[E_]:
        """Rows that cannot be taken."""
        return self.of("refused")

    def told(self) -> Iterable[object]:
        """What was shown, for the digest."""
        for each in self.entries:
            yield each.row.number, each.what, [(c.column, c.before, c.after) for c in each.changes]

    def insist(self, digest: str, register: str) -> None:
        """Raise unless the import would take every row and do exactly what was shown with this ``digest``.

        :class:`InvalidInput` where a row is refused, :class:`EditedMeanwhile` where the ``register`` has changed since.
        """
        if self.refused:
            raise InvalidInput(f"有{len(self.refused)}行不能导入，没有导入任何内容。", advice="请改正后重新上传。")
        if self.digest != digest:
            raise EditedMeanwhile(
                f"预览之后{register}发生了变化，没有导入任何内容。", advice="请核对下面的新预览后再确认。"
            )

    @property
    def digest(self) -> str:
        """Differs as soon as the import would do anything else than what was shown."""
        return hashlib.sha256(json.dumps(list(self.told()), ensure_ascii=False).encode()).hexdigest()
