"""Screening on documents in which something is planted, on clean ones, and how fast it is; masking, read back."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.timing import Row
from gongkai.document.sources import sources_of
from gongkai.errors import UnreadableDocument
from gongkai.screening import Screen, mask_file
from gongkai.screening.many import Unlooked, screen_each
from tests.screening.planted import values
from tests.screening.planted.clean import clean_documents
from tests.screening.planted.documents import FORMATS, _Parts, documents
from tests.screening.planted.scoring import hits_of, score

PLANTED, CLEAN, MASKED, PAGES = 2_000, 500, 300, 2_000
SEED = 20_261_130
LIST_BYTES = 10_000_000
LEAST = 0.995
_MENDED = frozenset(("identity-number", "disability-card", "bank-card", "mobile-number", "passport", "number-plate",
                     "home-address", "birth-date", "minor"))  # fmt: skip


def run() -> list[Row]:
    """All of it; what is planted and what is clean is drawn by a fixed seed."""
    screen = Screen(Screen.of().rules, Screen.of().day, recognise=False)
    return [*_recall(screen), _clean(screen), _list(screen), _pages(screen), _masking(screen)]


def _recall(screen: Screen) -> list[Row]:
    result = score(documents(PLANTED, SEED), screen)
    kinds = ", ".join(f"{kind} {result.found[kind]}/{count}" for kind, count in sorted(result.planted.items()))
    for name, truth in result.missed:
        print(f"missed: {name} {truth}")
    goal = f"≥ {LEAST:.1%}"
    name = f"recall of the worst kind, {PLANTED:,} documents of {len(FORMATS)} formats"
    return [Row(name, f"{result.worst:.2%}", goal, result.worst >= LEAST, kinds)]


def _clean(screen: Screen) -> Row:
    found: Counter[str] = Counter()
    for document in clean_documents(CLEAN, SEED):
        found.update(hit.kind for hit in hits_of(document, screen))
    total = sum(found.values())
    detail = ", ".join(f"{kind} {count}" for kind, count in found.items()) or "none"
    return Row(f"hits in {CLEAN} clean documents", str(total), f"≤ {CLEAN // 20}", total <= CLEAN // 20, detail)


def _list(screen: Screen) -> Row:
    """A workbook of persons of ten megabytes, in processor time."""
    pick = random.Random(SEED)
    rows = [["序号", "姓名", "身份证号", "住址", "手机号码", "金额"]]
    size, data = 0, b""
    while size < LIST_BYTES:
        more = 20_000 if not data else int((LIST_BYTES - size) / size * len(rows) * 1.02) + 100
        rows += [
            [str(at), values.name(pick), values.identity(pick), values.address(pick), values.mobile(pick), "500"]
            for at in range(len(rows), len(rows) + more)
        ]
        data = FORMATS["xlsx"](_Parts([], rows, ""))
        size = len(data)
    name, detail = "a list of persons of 10 MB in Excel", f"{size / 1e6:.1f} MB, {len(rows):,} rows"
    began = time.process_time()
    try:
        hits = len(screen.file(data, "list.xlsx").hits)
    except UnreadableDocument as error:
        return Row(name, "refused", "≤ 5 s", False, f"{detail}: {error.message}")
    took = time.process_time() - began
    return Row(name, f"{took:.1f} s", "≤ 5 s", took <= 5, f"{detail}, {hits:,} hits")


def _pages(screen: Screen) -> Row:
    """Processor time of some pages, and what follows for ten thousand shared out over two cores."""
    made = documents(PAGES, SEED, ("html",))
    with tempfile.TemporaryDirectory() as folder:
        for each in made:
            Path(folder, each.name).write_bytes(each.data)
        began = time.process_time()
        outcomes = [each for found in screen_each(sources_of(folder), screen) for each in found]
        took = time.process_time() - began
    failed = sum(isinstance(each, Unlooked) for each in outcomes)
    whole = took / PAGES * 10_000 / 2
    detail = f"{PAGES:,} pages in {took:.1f} s of one process, {failed} failed"
    return Row("10,000 web pages on two cores", f"{whole:.0f} s", "≤ 60 s", whole <= 60, detail)


def _masking(screen: Screen) -> Row:
    """Files masked and screened again: nothing personal is left, and none fails."""
    left: Counter[str] = Counter()
    failed = 0
    for each in documents(MASKED, SEED + 1):
        try:
            result = mask_file(each.data, screen, each.name)
        except UnreadableDocument:
            failed += 1
            continue
        left.update(hit.kind for hit in result.left if hit.kind in _MENDED)
    detail = ", ".join(f"{kind} {count}" for kind, count in left.items()) or "nothing personal is left"
    total = sum(left.values()) + failed
    return Row(f"{MASKED} files masked and read back: hits left", str(total), "0", total == 0, detail)
