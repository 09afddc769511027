"""``python -m tests.accuracy [--count N] [--seed S] [--kinds html,text] [--misses N]``: score and list what failed."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from tests.accuracy.score import Score, real_samples, score_samples, total
from tests.corpus.build import corpus

REAL = Path(__file__).parent.parent / "data" / "reports"


def report(scores: dict[str, Score], most: int) -> str:
    """The figures by kind and the misses, worst first, as text."""
    lines = [f"{kind:10} {score.line}" for kind, score in sorted(scores.items())]
    whole = total(scores)
    lines.append(f"{'ALL':10} {whole.line}")
    for grade in ("crash", "wrong", "SILENT", "doubted", "noisy", "minor", "facts", "how"):
        misses = [each for each in whole.misses if each.grade == grade]
        samples = Counter(each.sample for each in misses)
        lines.append(f"\n== {grade}: {len(misses)} in {len(samples)} documents")
        for sample in list(samples)[:most]:
            own = [each for each in misses if each.sample == sample]
            lines.append(f"{sample} ({samples[sample]}) {', '.join(own[0].faults)}")
            lines += [f"    {m.what}: expected {m.expected!r}, got {m.got!r}, how {m.how}" for m in own[:4]]
    lines += ["", "== faults by how much more often a document that has them fails (SILENT, doubted, wrong, crash)"]
    lines += [f"{lift:6.1f} x  {fault}: {bad} of {both}" for lift, fault, bad, both in suspects(whole)[:most]]
    return "\n".join(lines) + "\n"


def suspects(score: Score) -> list[tuple[float, str, int, int]]:
    """Faults whose documents fail more often than others: (ratio, fault, failing, all)."""
    bad = {m.sample for m in score.misses if m.grade in ("crash", "wrong", "SILENT", "doubted")}
    having: dict[str, set[str]] = {}
    for sample, faults in score.seen.items():
        for fault in faults:
            having.setdefault(fault, set()).add(sample)
    base = max(len(bad), 1) / max(len(score.seen), 1)
    rows = [(len(bad & docs) / len(docs) / base, fault, len(bad & docs), len(docs)) for fault, docs in having.items()]
    return sorted((row for row in rows if row[2] > 1), reverse=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--misses", type=int, default=15)
    options = parser.parse_args()
    scores = score_samples(corpus(options.count, options.seed, options.kinds.split(",") if options.kinds else None))
    if not options.kinds:
        scores |= score_samples(real_samples(REAL))
    print(report(scores, options.misses))


if __name__ == "__main__":
    main()
