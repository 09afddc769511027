"""Read back what gongkai wrote as data: a JSON report, a file of JSON lines, a CSV of cells."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from gongkai.errors import InvalidData
from gongkai.forms import form_ids, get_form
from gongkai.report.json import loads, report_from_json
from gongkai.report.model import HOWS, Number, Provenance, Report, blank_report

_JSON = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"[^"]{1,40}"\s*:')


def own_reports(data: bytes, source: str) -> list[Report] | None:
    """Return the reports in a file of our own formats, ``None`` if it is none. Raises :class:`InvalidData`."""
    if _JSON.match(data[:200]) and b'"cells"' in data:
        return _json_reports(data, source)
    if data[:80].lstrip(b"\xef\xbb\xbf").startswith(b"key,section,row,column,unit,value,how"):
        return [_csv_report(data, source)]
    return None


def _json_reports(data: bytes, source: str) -> list[Report]:
    text = data.decode("utf-8-sig", errors="replace")
    try:
        one = loads(text)
    except InvalidData:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [report_from_json(loads(line)) for line in lines]
    return [replace(report_from_json(one), source=source)]


def _csv_report(data: bytes, source: str) -> Report:
    """Read the CSV's cells; the form is the one whose keys they are."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig", errors="replace"), newline="")))
    keys = {row.get("key") or "" for row in rows}
    form = next((form for form in map(get_form, form_ids()) if keys == {cell.key for cell in form.cells}), None)
    if form is None:
        raise InvalidData("这个CSV第一列的单元格名称不属于任何已知表样。", advice="单元格名称见 gongkai forms。")
    values: dict[str, Number | None] = {}
    provenance: dict[str, Provenance] = {}
    for row in rows:
        text = row.get("value") or ""
        try:
            parsed = loads(text) if text else None
        except InvalidData as error:
            raise InvalidData(f"单元格 {row['key']} 的值“{text}”不是数字。") from error
        if isinstance(parsed, bool | str | list | dict):
            raise InvalidData(f"单元格 {row['key']} 的值“{text}”不是数字。")
        how = row.get("how") or ("read" if text else "blank")
        if how not in HOWS:
            raise InvalidData(f"单元格 {row['key']} 的来历“{how}”不认识。")
        values[row["key"]] = parsed
        provenance[row["key"]] = Provenance(how, text or None)
    report = blank_report(form, source=source, cells=values)
    return replace(report, provenance={cell.key: provenance[cell.key] for cell in form.cells})
