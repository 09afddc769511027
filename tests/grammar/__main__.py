"""``python -m tests.grammar --count 2000 --seed 1``: draw, read and score documents, shape by shape."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path

from tests.grammar.draw import Document, draw
from tests.grammar.score import Score, score, total
from tests.grammar.shapes import SHAPES

HEAD = f"{'shape':26}{'docs':>6}{'cells %':>9}{'silent':>8}{'doubted %':>11}{'blamed':>8}{'named?':>8}{'clean':>7}"


def _line(name: str, scores: list[Score]) -> str:
    one = total(scores)
    clean = sum(each.perfect for each in scores)
    return (
        f"{name:26}{one.documents:6}{100 * one.share:9.2f}{one.silent:8}{100 * one.doubted_share:11.2f}"
        f"{one.blamed:8}{one.misnamed:8}{clean:7}"
    )


def _keep(folder: Path, document: Document, scored: Score) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / document.name).write_bytes(document.data)
    told = {
        "shape": document.shape,
        "marks": document.marks,
        "differences": scored.differences,
        "truth": document.truth.to_json(),
    }
    (folder / f"{document.name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.grammar")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("--shape", default="", choices=["", *SHAPES], help="this shape only")
    parser.add_argument("--keep", type=Path, help="write what was not read well into this folder")
    parser.add_argument("--all", action="store_true", help="keep what was read well, too")
    parser.add_argument("--worst", type=int, default=15)
    return parser.parse_args()


def main() -> None:
    """Print the figures per shape and the worst documents."""
    options = _arguments()
    began = time.perf_counter()
    by_shape: dict[str, list[Score]] = defaultdict(list)
    by_mark: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    worst: list[tuple[int, str, Score, tuple[str, ...]]] = []
    for number in range(options.first, options.first + options.count):
        document = draw(options.seed, number, options.shape)
        scored = score(document)
        by_shape[document.shape].append(scored)
        drawn.update(set(document.marks))
        if not scored.perfect:
            by_mark.update(set(document.marks))
            worst.append(
                (scored.cells - scored.right + 3 * scored.silent + scored.blamed, document.name, scored, document.marks)
            )
        if options.keep and (options.all or not scored.perfect):
            _keep(options.keep, document, scored)
    print(f"seed {options.seed}, documents {options.first} to {options.first + options.count - 1}\n{HEAD}")
    for name in sorted(by_shape, key=lambda each: total(by_shape[each]).share):
        print(_line(name, by_shape[name]))
    print(_line("all", [each for scores in by_shape.values() for each in scores]))
    print("\nnot clean, by what was done to them (of those drawn)")
    for mark, count in sorted(drawn.items(), key=lambda each: -by_mark[each[0]] / each[1]):
        print(f"  {mark:36}{by_mark[mark]:5} of {count}")
    print("\nworst")
    for _, name, scored, marks in sorted(worst, key=lambda each: -each[0])[: options.worst]:
        wrong = scored.cells - scored.right
        print(
            f"  {name}: {wrong} wrong, {scored.silent} silent, {scored.blamed} blamed; {', '.join(marks) or 'no noise'}"
        )
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
