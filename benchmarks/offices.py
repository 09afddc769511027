"""What three hundred offices of one county send in, and the roster of who owes a report."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from tests.corpus.build import make_sample
from tests.corpus.names import make_agency
from tests.corpus.truth import make_truth

KINDS = {"html": 40, "docx": 30, "text": 12, "pdf": 10, "xlsx": 8}
COUNTY = "河阳县"
PREFIX = f"湖北省松江市{COUNTY}"


def write_offices(folder: Path, roster: Path, count: int, *, year: int = 2024) -> None:
    """Write a folder of reports and its roster; one office in thirty has not filed."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["机关名称", "地区", "上级", "报送截止日期"])
    names: set[str] = set()
    number = 0
    while len(names) < count:
        number += 1
        rng = random.Random(number)
        agency = make_agency(rng, rng.choice(("township", "street", "bureau")))
        short = agency.full.removeprefix(agency.place) if agency.kind != "street" else agency.short
        short = f"{agency.full[-8:]}" if len(short) > 24 else short
        name = f"{PREFIX}{short}"
        if name in names or PREFIX not in name:
            continue
        names.add(name)
        sheet.append([name, PREFIX, f"{COUNTY}人民政府", f"{year + 1}-01-20"])
        if len(names) % 30 == 0:
            continue
        own = replace(agency, full=name, short=short, place=PREFIX, superior=f"{COUNTY}人民政府")
        truth = make_truth(rng, form_id="2021", agency=own)
        while truth.year != year:
            truth = make_truth(rng, form_id="2021", agency=own)
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        sample = make_sample(kind, f"{len(names):03}-{short}", rng, truth=truth, level=0.3)
        (folder / sample.name).write_bytes(sample.data)
    book.save(roster)
