"""``python -m tests.fuzz --inputs 100000 [--seed S] [--libreoffice 50]``: the long run.

Mutated corpus documents, and documents made to cost much, go through every front and through the whole of reading and
checking. Anything but a report or an error of ours is a crash, and what takes longer than a document's budget is over
it: both are printed with their seed and the input is kept under ``out/fuzz``. The summary, with the memory that the one
process held at the start, the middle and the end, is kept in ``benchmarks/fuzz.json``, where the benchmarks quote it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
import traceback
from collections import Counter
from pathlib import Path

from gongkai.document.usage import resident_bytes
from gongkai.settings import DEFAULT_SETTINGS
from tests.corpus.build import corpus
from tests.fuzz import hostile
from tests.fuzz.mutate import mutate
from tests.fuzz.targets import Target, fronts_in_python_only, targets, whole

ROOT = Path(__file__).parent.parent.parent
KEPT, SUMMARY = ROOT / "out" / "fuzz", ROOT / "benchmarks" / "fuzz.json"
WEIGHTS = {"html": 18, "text": 18, "docx": 12, "xlsx": 8, "pdf": 8, "opening": 12, "whole": 24, "hostile": 10}
NATIVE = {"html": "html", "text": "txt", "docx": "docx", "xlsx": "xlsx", "pdf": "pdf"}


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """Documents to start from, by kind, the smaller ones."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for kind, count in (("html", 14), ("text", 20), ("docx", 8), ("xlsx", 6), ("pdf", 4), ("special", 16)):
        samples = sorted(corpus(count, 9, (kind,)), key=lambda each: len(each.data))
        found[kind] = [(sample.name, sample.data) for sample in samples if 0 < len(sample.data) < 300_000]
    return found


class Run:
    """A long run: draws inputs by number, so that any one can be made again."""

    def __init__(self, seed: int) -> None:
        self.seed, self.targets, self.seeds = seed, targets(), seeds()
        self.everything = [data for each in self.seeds.values() for _, data in each]
        self.crashes: Counter[str] = Counter()
        self.slowest = 0.0
        self.over = 0
        self.memory: list[int] = []

    def make(self, number: int) -> tuple[str, Target, str, bytes]:
        """Input ``number``: target name, target, file name, bytes."""
        rng = random.Random(f"{self.seed}/{number}")
        which = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if which == "hostile":
            kind, name, data = hostile.make(rng)
            if rng.random() < 0.2:
                data = mutate(data, rng, self.everything)
            return kind, whole, name, data
        kind = which if which in self.seeds and rng.random() < 0.92 else rng.choice(list(self.seeds))
        name, data = rng.choice(self.seeds[kind])
        return which, self.targets[which], name, mutate(data, rng, self.everything)

    def one(self, number: int) -> None:
        """Run one input and note what happens."""
        which, target, name, data = self.make(number)
        started = time.process_time()
        try:
            target(data, name)
        except Exception as error:
            self.note(f"{which}: {type(error).__name__} at {place(error)}", number, name, data)
        took = time.process_time() - started
        if took > DEFAULT_SETTINGS.document_seconds:
            self.over += 1
            self.note(f"{which}: over its budget", number, name, data)
        self.slowest = max(self.slowest, took)

    def note(self, what: str, number: int, name: str, data: bytes) -> None:
        """Print the first crash of a kind with its seed and keep its input."""
        self.crashes[what] += 1
        if self.crashes[what] == 1:
            KEPT.mkdir(parents=True, exist_ok=True)
            kept = KEPT / f"{self.seed}-{number}-{Path(name).name}"
            kept.write_bytes(data)
            print(f"CRASH {what} (seed {self.seed}, input {number}) kept as {kept}", flush=True)


def place(error: BaseException) -> str:
    """File and line where an error was raised."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def over_libreoffice(count: int, seed: int, run: Run) -> int:
    """Send damaged .doc files through LibreOffice; returns how many."""
    from tests.corpus import render_doc

    if not count or not render_doc.available():
        return 0
    name, data = next((s.name, s.data) for s in corpus(1, seed, ("doc",)))
    for number in range(count):
        rng = random.Random(f"{seed}/lo/{number}")
        damaged = mutate(data, rng, [data])
        try:
            whole(damaged, name)
        except Exception as error:
            run.note(f"libreoffice: {type(error).__name__} at {place(error)}", number, name, damaged)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--libreoffice", type=int, default=0)
    options = parser.parse_args()
    run, started = Run(options.seed), time.perf_counter()
    with fronts_in_python_only():
        for number in range(options.inputs):
            if number in (0, options.inputs // 2):
                run.memory.append(resident_bytes())
            run.one(number)
            if number and number % 5_000 == 0:
                spent = time.perf_counter() - started
                print(f"{number:,} inputs, {spent:.0f} s, {run.crashes.total()} crashes", flush=True)
    run.memory.append(resident_bytes())
    office = over_libreoffice(options.libreoffice, options.seed, run)
    summary = {
        "inputs": options.inputs,
        "seed": options.seed,
        "crashes": run.crashes.total() - run.over,
        "over": run.over,
        "slowest": round(run.slowest, 2),
        "seconds": round(time.perf_counter() - started),
        "memory": [round(each / 1e6) for each in run.memory],
        "peak": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "libreoffice": office,
        "kinds": dict(run.crashes),
    }
    print(json.dumps(summary, ensure_ascii=False, indent=1))
    if options.inputs >= 100_000:
        SUMMARY.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
