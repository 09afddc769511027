"""``python -m tests.corpus OUT [--count N] [--seed S] …``: write documents and their ``.expected.json``."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.report.json import dumps
from tests.corpus.build import corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--level", type=float, default=1.0, help="How faulty, 1.0 is real life.")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    kinds = options.kinds.split(",") if options.kinds else None
    for sample in corpus(options.count, options.seed, kinds, level=options.level):
        (options.out / sample.name).write_bytes(sample.data)
        truth = {"truths": list(sample.truths), "faults": list(sample.faults), "error": sample.error}
        (options.out / f"{sample.name}.expected.json").write_text(dumps(truth, indent=1), "utf-8")


if __name__ == "__main__":
    main()
