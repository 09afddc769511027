"""What a January run found, as text for the screen: each office with its findings, then the figures summed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking import by_source
from gongkai.checking.severity import severity_name
from gongkai.consolidation import Consolidated
from gongkai.january.model import STATUS_NAMES, Collected, Office


def findings_text(collected: Collected) -> str:
    """List every office that needs a look, with its findings; the others are only counted."""
    lines: list[str] = []
    for office in collected.offices:
        if office.status != "filed" or office.findings or office.late:
            lines += _office(office)
    for title, filings in (("待确认归属", collected.doubtful), ("名册之外", collected.strangers)):
        for filing in filings:
            lines.append(f"{title}：{filing.source}（{filing.report.agency or '未写机关名称'}）")
    for unread in collected.unread:
        lines.append(f"无法读取：{unread.source}（{unread.unread.error}）")
    return "\n".join(lines)


def _office(office: Office) -> Iterator[str]:
    late = f"，迟报（{office.filed_on:%Y-%m-%d}，{office.date_basis}）" if office.late and office.filed_on else ""
    files = f"，{'、'.join(office.sources)}" if office.sources else ""
    yield f"{office.entry.label}：{STATUS_NAMES[office.status]}{late}{files}"
    if office.reason:
        yield f"    {office.reason}"
    law, superiors = by_source(office.findings)
    for each in law:
        yield f"    {severity_name(each.severity).zh}（{each.rule}）：{each.message}"
    for basis, found in superiors.items():
        yield f"    {basis}"
        for each in found:
            yield f"        {severity_name(each.severity).zh}（{each.rule}）：{each.message}"


def figures_text(consolidated: Consolidated) -> str:
    """List every figure of the consolidated report that is not 0, a line for each row of its tables."""
    report = consolidated.report
    form = report.statutory_form
    lines = [f"汇总 {len(consolidated.members)} 份报告，缺 {len(consolidated.missing)} 个机关："]
    for table in form.tables:
        for _, row, block in table.numbered_rows:
            found = [(cell, report.cells[cell.key]) for cell in form.row_cells(table.key, row.key)]
            shown = "，".join(f"{cell.column.label} {value}{cell.unit}" for cell, value in found if value)
            if shown:
                label = "/".join(filter(None, (block.heading, *row.path, row.label)))
                lines.append(f"    {label}：{shown}")
    return "\n".join(lines)
