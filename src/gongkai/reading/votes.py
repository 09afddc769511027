"""Which form a report is filled in on: the printed blocks of section two decide, then the year reported on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.errors import UnknownForm
from gongkai.forms import Form, form_for_year, form_ids, get_form
from gongkai.reading.labels import Target
from gongkai.reading.printed import PrintedRow

_NEARLY_ALL = 20
"""Rows of the table of requests that must be printed before that table decides the form."""


def decide_form(rows: Sequence[PrintedRow], year: int | None) -> tuple[Form, str]:
    """Return the form and, where no printed label tells it, the doubt about it.

    Each printed head of columns in section two is one vote, and where there is none each row label that only one form
    has. Where the votes are equal, or none is cast, the form in force for the year stands.
    """
    for votes in (_heads(rows, "proactive"), _labels(rows, "proactive"), _labels(rows, "requests")):
        ranked = Counter(votes).most_common()
        if not ranked:
            continue
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            return get_form(ranked[0][0]), ""
        tied = {form_id for form_id, count in ranked if count == ranked[0][1]}
        usual = _usual(year)
        return (usual if usual.id in tied else get_form(max(tied))), ""
    printed = _by_requests(rows)
    if printed is not None:
        return printed, "第二部分表格未能读取，按第三部分表格的行判定表样版本"
    return _usual(year), "没有任何标签能区分表样版本，按该年度应当使用的表样读取"


def _usual(year: int | None) -> Form:
    """The form in force for the year; the newest where the year is not known or older than the forms."""
    if year is not None:
        try:
            return form_for_year(year)
        except UnknownForm:
            pass
    return get_form(form_ids()[-1])


def _heads(rows: Sequence[PrintedRow], table: str) -> Iterator[str]:
    """Yield for each row that names columns the form of most of those that only one form has."""
    for row in rows:
        named = [
            form
            for atom in row.labels
            if any(target.kind == "column" and target.table == table for target in atom.targets)
            and (form := _only_form(atom.targets))
        ]
        if named:
            yield Counter(named).most_common(1)[0][0]


def _labels(rows: Sequence[PrintedRow], table: str) -> Iterator[str]:
    for row in rows:
        for atom in row.labels:
            if atom.targets and atom.targets[0].table == table and (form := _only_form(atom.targets)):
                yield form


def _only_form(targets: Sequence[Target]) -> str:
    """Return the form of a label that only one form has, ``""`` where several have it."""
    form = ""
    for target in targets:
        if target.kind != "head":
            if form and target.form != form:
                return ""
            form = target.form
    return form


def _by_requests(rows: Sequence[PrintedRow]) -> Form | None:
    """Return the form all of whose rows of requests are printed: a collapsed （六）其他处理 is the older form's."""
    for form in map(get_form, form_ids()):
        named = {
            target.key
            for row in rows
            if row.values
            for atom in row.labels[-1:]
            for target in atom.targets
            if target.form == form.id and target.table == "requests" and target.kind == "row"
        }
        wanted = {each.row.key for table in form.tables if table.key == "requests" for each in table.numbered_rows}
        if len(named) >= _NEARLY_ALL and wanted <= named:
            return form
    return None
