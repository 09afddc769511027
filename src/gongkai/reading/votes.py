"""Which form a report is filled in on: the printed blocks of section two decide, then the year reported on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongkai.errors import UnknownForm
from gongkai.forms import Form, assumed_form, form_for_year, form_ids, get_form
from gongkai.reading.labels import Target
from gongkai.reading.printed import Atom, PrintedRow

Forms = frozenset[str]


def decide_form(rows: Sequence[PrintedRow], year: int | None, enough: int) -> tuple[Form, str]:
    """Return the form and, where no printed label tells it, the doubt about it.

    Each printed head of columns in section two is one vote for every form that has it, and where there is none each
    row label that not all forms have. Where the votes are equal, or the forms left print section two alike, the form
    in force for the year stands. The rows of the table of requests decide where there are ``enough`` of them.
    """
    left = frozenset(form_ids())
    for table, votes in (("proactive", _heads), ("proactive", _labels), ("requests", _labels)):
        left, equal = _ahead(left, list(votes(rows, table, left)))
        if len(left) == 1 or equal:
            return _of_year(left, year), ""
        if _alike(left) and year is not None and _usual(year).id in left:
            return _usual(year), ""
    printed = _by_requests(rows, left, year, enough)
    if printed is not None:
        return printed, "" if _alike(left) else "第二部分表格未能读取，按第三部分表格的行判定表样版本"
    return _of_year(left, year), "" if _alike(left) else "没有任何标签能区分表样版本，按该年度应当使用的表样读取"


def _ahead(left: Forms, votes: Sequence[Forms]) -> tuple[Forms, bool]:
    """Return the forms with most votes, and whether votes for one or another of them are as many on either side."""
    counted = Counter(form for vote in votes for form in vote)
    if not counted:
        return left, False
    most = max(counted.values())
    ahead = frozenset(form for form in left if counted[form] == most)
    return ahead, any(vote & ahead and not ahead <= vote for vote in votes)


def _usual(year: int | None) -> Form:
    """The form in force for the year; the one most reports are on where the year is not known or before all forms."""
    if year is not None:
        try:
            return form_for_year(year)
        except UnknownForm:
            pass
    return assumed_form()


def _of_year(left: Forms, year: int | None) -> Form:
    """The usual form if it is among those left, else the oldest of them: a form to come is not what was meant."""
    usual = _usual(year)
    return usual if usual.id in left else next(get_form(each) for each in form_ids() if each in left)


def _alike(forms: Iterable[str]) -> bool:
    """Whether section two is printed alike on all these forms, so that it cannot tell them apart."""
    prints = {
        tuple(
            (block.heading, tuple(row.label for row in block.rows), tuple(column.label for column in block.columns))
            for table in get_form(form).tables
            if table.section == "proactive"
            for block in table.blocks
        )
        for form in forms
    }
    return len(prints) == 1


def _heads(rows: Sequence[PrintedRow], table: str, left: Forms) -> Iterator[Forms]:
    """Yield for each row that names columns the forms that have most of those that not all have."""
    for row in rows:
        named = [
            vote
            for atom in row.labels
            if atom.targets and _names_column(atom, table) and (vote := _forms_with(atom.targets, left))
        ]
        if named:
            yield _ahead(left, named)[0]


def _names_column(atom: Atom, table: str) -> bool:
    for target in atom.targets:  # noqa: SIM110 - asked of every label
        if target.kind == "column" and target.table == table:
            return True
    return False


def _labels(rows: Sequence[PrintedRow], table: str, left: Forms) -> Iterator[Forms]:
    for row in rows:
        for atom in row.labels:
            if atom.targets and atom.targets[0].table == table and (vote := _forms_with(atom.targets, left)):
                yield vote


def _forms_with(targets: Sequence[Target], left: Forms) -> Forms:
    """Return those forms in question that have a label; none where all of them have it."""
    forms = frozenset(target.form for target in targets if target.kind != "head") & left
    return forms if forms < left else frozenset()


def _by_requests(rows: Sequence[PrintedRow], left: Forms, year: int | None, enough: int) -> Form | None:
    """Return the form all of whose rows of requests are printed: a collapsed （六）其他处理 is the older form's."""
    fitting = set()
    for form in map(get_form, left):
        named = {
            target.key
            for row in rows
            if row.values
            for atom in row.labels[-1:]
            for target in atom.targets
            if target.form == form.id and target.table == "requests" and target.kind == "row"
        }
        wanted = {each.row.key for table in form.tables if table.key == "requests" for each in table.numbered_rows}
        if len(named) >= enough and wanted <= named:
            fitting.add(form.id)
    return _of_year(frozenset(fitting), year) if fitting else None
