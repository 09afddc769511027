"""What changed since the run before: who newly filed or corrected, which findings went or came, which sums moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongkai.checking.naming import cell_name, number
from gongkai.forms import get_form
from gongkai.january.model import STATUS_NAMES, USABLE
from gongkai.january.state import Figures, OfficeState, State
from gongkai.report import Number

_MOST = 20
"""Most changed cells of one office written out."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell with another value."""

    form: str
    key: str
    before: Number | None
    after: Number | None

    @property
    def text(self) -> str:
        """As an officer would say it, with the size of the change."""
        name = cell_name(get_form(self.form), self.key).zh
        change = ""
        if self.before is not None and self.after is not None:
            change = f"（{self.after - self.before:+}）"
        return f"{name}：{number(self.before)} → {number(self.after)}{change}"


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """What changed for one office."""

    label: str
    before: str | None
    """Status before; ``None`` for an office new on the roster."""
    after: str | None
    """Status now; ``None`` for an office no longer on the roster."""
    gone: tuple[str, ...] = ()
    """Messages of findings that are settled."""
    came: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    other_form: bool = False
    """The report is on another form now, so that cells cannot be compared."""

    @property
    def newly_filed(self) -> bool:
        """True where there was no usable report before and there is one now."""
        return self.after in USABLE and self.before not in USABLE

    @property
    def corrected(self) -> bool:
        """True where a report with findings changed its figures or lost findings."""
        return self.before in USABLE and self.after in USABLE and bool(self.gone or self.moved)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two runs; ``compared`` is false on a first run and for another year."""

    compared: bool
    offices: tuple[OfficeChange, ...] = ()
    total: tuple[Moved, ...] = ()
    reason: str = ""
    """Why nothing was compared."""

    @property
    def empty(self) -> bool:
        """True where nothing changed."""
        return not self.offices and not self.total


def compare_states(before: State | None, after: State) -> Changes:
    """Compare two runs of the same year."""
    if before is None:
        return Changes(False, reason="这是第一次运行，没有可以比较的上次结果。")
    if before.year != after.year:
        return Changes(False, reason=f"上次运行的是{before.year}年度，不作比较。")
    keys = dict.fromkeys((*after.offices, *before.offices))
    compared = (_compare(before.offices.get(key), after.offices.get(key)) for key in keys)
    changed = tuple(each for each in compared if each is not None)
    total, _ = _moved(before.total, after.total)
    return Changes(True, changed, total)


def _compare(before: OfficeState | None, after: OfficeState | None) -> OfficeChange | None:
    if before == after or (after is None and before is None):
        return None
    if before is None or after is None:
        label = after.label if after is not None else before.label if before is not None else ""
        return OfficeChange(label, None if before is None else before.status, None if after is None else after.status)
    moved, other_form = _moved(before.figures, after.figures)
    was, now = (Counter(message for _, _, message in state.findings) for state in (before, after))
    both = before.figures is not None and after.figures is not None
    change = OfficeChange(
        after.label,
        before.status,
        after.status,
        tuple((was - now).elements()),
        tuple((now - was).elements()),
        moved if both else (),
        other_form,
    )
    # A file that was only renamed, or moved, is no change of what was reported.
    if change.before == change.after and not (change.gone or change.came or change.moved or other_form):
        return None
    return change


def _moved(before: Figures | None, after: Figures | None) -> tuple[tuple[Moved, ...], bool]:
    if before is None or after is None:
        return (), False
    if before.form != after.form:
        return (), True
    keys = [cell.key for cell in get_form(after.form).cells]
    return (
        tuple(
            Moved(after.form, key, old, new)
            for key, old, new in zip(keys, before.values, after.values, strict=True)
            if old != new
        ),
        False,
    )


def changes_markdown(changes: Changes, year: int) -> str:
    """Write the changes as a short text (Markdown)."""
    lines = [f"# {year}年度报告：与上次运行相比的变化", ""]
    if not changes.compared:
        return "\n".join([*lines, changes.reason, ""])
    if changes.empty:
        return "\n".join([*lines, "与上次相比没有变化。", ""])
    newly = [each.label for each in changes.offices if each.newly_filed]
    corrected = [each.label for each in changes.offices if each.corrected]
    lines += [f"- 新报：{_list(newly)}", f"- 更正：{_list(corrected)}", ""]
    for each in changes.offices:
        lines += [f"## {each.label}", "", *_office_lines(each), ""]
    if changes.total:
        lines += ["## 汇总数", "", *(f"- {moved.text}" for moved in changes.total), ""]
    return "\n".join(lines)


def office_lines(change: OfficeChange) -> list[str]:
    """Say in short sentences what changed for an office."""
    lines = []
    if change.before != change.after:
        lines.append(f"状态：{_status(change.before)} → {_status(change.after)}")
    if change.other_form:
        lines.append("报告改用了另一版表式，数据不作逐格比较")
    lines += [f"已消除：{message}" for message in change.gone]
    lines += [f"新出现：{message}" for message in change.came]
    lines += [f"数据变化：{moved.text}" for moved in change.moved[:_MOST]]
    if len(change.moved) > _MOST:
        lines.append(f"数据变化：另有{len(change.moved) - _MOST}格")
    return lines


def _office_lines(change: OfficeChange) -> list[str]:
    return [f"- {line}" for line in office_lines(change)]


def _list(names: list[str]) -> str:
    return f"{len(names)}个（{'、'.join(names)}）" if names else "无"


def _status(status: str | None) -> str:
    if status is None:
        return "不在名单"
    return next((name for key, name in STATUS_NAMES.items() if key == status), status)
