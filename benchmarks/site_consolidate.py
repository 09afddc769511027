"""Consolidating three thousand agencies on the site, against hand-written SQL that sums the same cells."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import asdict
from typing import Any

from benchmarks.site import database, on_each_database
from benchmarks.timing import Row, medians, milliseconds, times

AGENCIES = 3_000
YEAR = 2024
_AMOUNT = "proactive.fees.amount"
_VERSIONS = """
    WITH summed AS (
        SELECT version_id AS id FROM filings_filing
        WHERE superior_id = %s AND year = %s AND state = 'accepted' AND NOT copy
        UNION ALL
        SELECT annual_version.id FROM annual_version JOIN annual_annualreport ON annual_annualreport.id = report_id
        WHERE agency_id = %s AND year = %s AND scope = 'own'
    )
"""
_SUMS = {
    "sqlite": """
    SELECT cell.key, SUM(cell.value) FROM summed JOIN annual_version USING (id), json_each(cells) AS cell GROUP BY 1
""",
    "postgresql": """
    SELECT cell.key, SUM(cell.value::numeric)
    FROM summed JOIN annual_version USING (id), jsonb_each_text(cells) AS cell GROUP BY 1
""",
}


def run() -> list[Row]:
    """Measure on the embedded database and, where ``DATABASE_URL`` names one, on the server."""
    return on_each_database("benchmarks.site_consolidate")


def measure() -> Row:
    """Fill a new database, consolidate, compare with the hand-written sums, time both in turn."""
    with database() as name:
        from gongkai_site.filings.consolidation.area import area

        government = fill()
        sums, sql = area(government, YEAR).sums.report.cells, by_hand(government.pk)
        # SQLite adds amounts as binary fractions.
        wrong = [key for key, value in sums.items() if abs(float(value or 0) - float(sql[key])) > 0.005]
        if wrong or len(sql) != len(sums):
            raise RuntimeError(f"The consolidated figures are not those of the hand-written SQL: {wrong[:3]}")
        took = medians(
            {"ours": lambda: area(government, YEAR), "sql": lambda: by_hand(government.pk)}, rounds=7, warm=1
        )
    ratio = took["ours"] / took["sql"]
    detail = f"{milliseconds(took['ours'])} against {milliseconds(took['sql'])}: {AGENCIES:,} agencies, every cell"
    return Row(f"consolidate against hand-written SQL, {name}", times(ratio), "≤ 3 ×", ratio <= 3, detail)


def by_hand(superior: int) -> dict[str, Any]:
    """The sum of every cell over the accepted reports, by the database alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS + _SUMS[connection.vendor], [superior, YEAR, superior, YEAR])
        return dict(cursor.fetchall())


def fill() -> Any:
    """Make a county with its townships, each with an accepted report of full size; return the county."""
    from django.utils import timezone

    from gongkai.report import SECTION_KEYS, blank_report
    from gongkai_site.agencies.models import Agency, Kind, Level
    from gongkai_site.annual.models import AnnualReport, Origin, State, Version
    from gongkai_site.filings.models import Filing

    rng = random.Random(5)
    government = Agency.objects.create(name="安平县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY)
    like = {"kind": Kind.TOWNSHIP, "level": Level.TOWNSHIP, "superior": government}
    towns = Agency.objects.bulk_create(Agency(name=f"第{n}镇人民政府", **like) for n in range(AGENCIES))
    agencies = [government, *towns]
    reports = AnnualReport.objects.bulk_create(
        AnnualReport(agency=each, year=YEAR, state=State.LOCKED) for each in agencies
    )
    prose = dict.fromkeys(SECTION_KEYS, "本机关按照要求做好各项工作。" * 60)
    versions = []
    for report in reports:
        content = blank_report(
            "2021", agency=report.agency.name, year=YEAR, cells=figures(rng), sections=prose
        ).to_json()
        versions.append(
            Version(report=report, number=1, origin=Origin.COMPILED, content=content, cells=content["cells"],
                    sha256="", locked_at=timezone.now())
        )  # fmt: skip
    versions = Version.objects.bulk_create(versions, batch_size=200)
    Filing.objects.bulk_create(
        Filing(version=version, agency=version.report.agency, superior=government, year=YEAR,
               state=Filing.State.ACCEPTED, filed_on=dt.date(YEAR + 1, 1, 20))
        for version in versions[1:]
    )  # fmt: skip
    return government


def figures(rng: random.Random) -> dict[str, Any]:
    """Every cell of a report whose sums hold; in one of a hundred a total is wrong."""
    from gongkai.checking.sums import sums_of
    from gongkai.forms import get_form

    cells: dict[str, Any] = {key: rng.randrange(300) for key in get_form("2021").keys}
    cells |= {key: 0 for key in cells if ".carried_" in key} | {_AMOUNT: rng.randrange(100_000) / 100}
    sums = {each.left: each for each in sums_of("2021") if len(each.left) == 1}
    for _ in range(3):  # parts, their totals, the totals of those
        for (total,), each in sums.items():
            cells[total] = sum(cells[key] for key in each.right)
        for key in [key for key in cells if key.startswith("requests.received.")]:
            cells[key] = cells[key.replace("received", "concluded")]
    if rng.random() < 0.01:
        cells[rng.choice(list(sums))[0]] += 1
    return cells


if __name__ == "__main__":
    print(json.dumps(asdict(measure()), ensure_ascii=False))
