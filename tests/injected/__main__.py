"""``python -m tests.injected --seed S --each 25 --right 500``: recall per kind, false findings per rule."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.injected.measure import Case, Right, cases, keep, rights, tally
from tests.injected.mistake import MISTAKES


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.injected")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=25, help="reports for each kind of mistake")
    parser.add_argument("--right", type=int, default=500, help="right reports")
    parser.add_argument("--wording", choices=["tuned", "second", "heldout", "further"], default="tuned")
    parser.add_argument("--kind", action="append", help="this kind of mistake only")
    parser.add_argument("--keep", type=Path, help="write mistakes that were missed and right reports that were blamed")
    return parser.parse_args()


def _missed(name: str, missed: list[Case], folder: Path | None) -> None:
    for each in missed[:3]:
        print(f"      missed in {each.sheet.name} ({each.shape}, {each.office})")
    for each in missed if folder else ():
        keep(Path(str(folder)) / "missed" / name, each.sheet, each.previous, each.findings)


def _blamed(found: list[Right], folder: Path | None) -> None:
    for severity, rules in sorted(tally(found).items()):
        print(f"\n{severity}: of {len(found)} right reports")
        for rule, count in rules.most_common():
            print(f"  {rule:28}{count:5}")
        total = sum(any(each.severity == severity for each in right.findings) for right in found)
        print(f"  {'reports with any':28}{total:5}")
    for right in found:
        spoken = [each for each in right.findings if each.severity in ("error", "warning")]
        for each in spoken[:3]:
            print(f"      {right.sheet.name} ({right.shape}): {each.severity} {each.rule}: {each.message[:150]}")
        if spoken and folder:
            keep(folder / "blamed", right.sheet, right.previous, right.findings)


def main() -> None:
    """Print both tables."""
    options = _arguments()
    began = time.perf_counter()
    print(
        f"seed {options.seed}, wording {options.wording}\n{'kind of mistake':48}{'found':>7}{'of':>5}{'recall %':>10}"
    )
    least = 100.0
    for name in options.kind or sorted(MISTAKES):
        try:
            drawn = list(cases(options.seed, name, options.each, options.wording))
        except LookupError:
            print(f"{name:48} no sentence of this wording states it")
            continue
        found = sum(each.found for each in drawn)
        least = min(least, 100 * found / len(drawn))
        print(f"{name:48}{found:7}{len(drawn):5}{100 * found / len(drawn):10.1f}", flush=True)
        _missed(name, [each for each in drawn if not each.found], options.keep)
    print(f"{len(options.kind or MISTAKES)} kinds, least recall {least:.1f} %")
    _blamed(list(rights(options.seed, options.right, options.wording)), options.keep)
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
