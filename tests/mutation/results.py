"""What is known of each mutant, kept line by line so that a run goes on where one stopped, and the page made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.plan import KEPT, Equivalent, Plan

_SHOWN = 400


@dataclass(frozen=True)
class Known:
    """What came of one mutant."""

    name: str
    how: str
    """killed, hung, survived, unseen (no test runs its line) or equivalent."""
    by: str = ""
    seconds: float = 0.0
    whole: bool = True
    """Whether all the plan's tests that run its line could judge it."""

    @property
    def is_dead(self) -> bool:
        """Whether a test noticed it."""
        return self.how in ("killed", "hung")


class Results:
    """The file of results: one object a line, the last of a name holds."""

    def __init__(self, path: Path = KEPT / "results.jsonl") -> None:
        self._path = path
        self._known: dict[str, Known] = {}
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                known = Known(**json.loads(line))
                self._known[known.name] = known

    def of(self, mutant: Mutant) -> Known | None:
        """Return what is known of a mutant."""
        return self._known.get(mutant.name)

    def add(self, known: Known) -> None:
        """Write down what came of one."""
        self._known[known.name] = known
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(known), ensure_ascii=False) + "\n")


def reason_of(mutant: Mutant, equivalents: Iterable[Equivalent]) -> str | None:
    """Return why a mutant changes nothing, ``None`` where nobody has said so."""
    return next((each.reason for each in equivalents if each.is_of(mutant)), None)


def shown(mutant: Mutant, known: Known) -> str:
    """One mutant as a diff, under its name."""
    where = f"line {mutant.lines[0]}" if mutant.lines else "at import"
    marked = [f"{sign} {line}" for sign, text in (("-", mutant.before), ("+", mutant.after)) for line in _cut(text)]
    said = f"{mutant.name} {mutant.function or 'module'} ({where}), {mutant.operator}: {known.how}"
    return "\n".join((said, *marked))


def _cut(text: str) -> list[str]:
    return [line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…" for line in text.splitlines()]


def page(drawn: dict[str, Sequence[tuple[Mutant, Known]]], equivalents: Sequence[Equivalent], plan: Plan) -> str:
    """The result of a whole run as a page."""
    rows, survivors = [], []
    total = dead = same = 0
    for module, pairs in drawn.items():
        killed = sum(known.is_dead for _, known in pairs)
        equal = sum(known.how == "equivalent" for _, known in pairs)
        total, dead, same = total + len(pairs), dead + killed, same + equal
        rows.append(f"| {module} | {len(pairs)} | {killed} | {equal} | {_share(killed, len(pairs) - equal)} |")
        survivors += [shown(*pair) for pair in pairs if pair[1].how in ("survived", "unseen")]
    reasons = [
        f"- {mutant.name} `{_cut(mutant.before)[0].strip()}` → `{_cut(mutant.after)[0].strip()}`: "
        f"{reason_of(mutant, equivalents)}"
        for pairs in drawn.values()
        for mutant, known in pairs
        if known.how == "equivalent"
    ]
    met = dead >= plan.goal * (total - same)
    return "\n".join(
        (
            "# Mutants 变异测试",
            "",
            "Written by `make mutation` after `tests/mutation/plan.toml`; do not edit by hand.",
            "",
            f"Seed {plan.seed}, {plan.count} mutants a module: {total} mutants, {dead} noticed by a test, "
            f"{same} equivalent:",
            f"**{_share(dead, total - same)}** (goal {plan.goal:.0%} {'✓' if met else '✗'}).",
            "",
            "| module | mutants | noticed | equivalent | share |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "## Not noticed",
            "",
            *(f"```diff\n{each}\n```\n" for each in survivors),
            "## Equivalent",
            "",
            *reasons,
            "",
        )
    )


def _share(dead: int, of: int) -> str:
    return f"{dead / of:.1%}" if of else "—"
