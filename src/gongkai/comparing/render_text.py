"""A comparison as text with tables that stay aligned where Chinese and figures mix."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.comparing.chart import figure
from gongkai.comparing.difference import Difference
from gongkai.comparing.words import carried_lines, cell_texts, form_note, section_name, words_of

if TYPE_CHECKING:
    from rich.console import Console

_SIDES, _SHORT = ("甲", "乙"), 8


def render_text(difference: Difference, *, language: str = "zh", width: int = 120) -> str:
    """Return the comparison as plain text without control characters, ``width`` columns wide."""
    from rich.console import Console
    from rich.text import Text

    said = words_of(language)
    console = Console(file=io.StringIO(), width=width, color_system=None, highlight=False, markup=False, emoji=False)
    a, b = difference.names
    console.print(Text(f"{said['title']}：{said['of'].format(a=a, b=b)}"))
    a, b = _headers(a, b)
    if a == _SIDES[0]:
        console.print(Text(f"{a} = {difference.names[0]}\n{b} = {difference.names[1]}"))
    if (note := form_note(difference, said)) is not None:
        console.print(note)
    if difference.empty:
        console.print(said["none"])
    if difference.cells:
        _cells(console, difference, said)
    if difference.carried:
        console.print(f"\n{said['carried']}")
        for line in carried_lines(difference, said):
            console.print(f"  {line}")
    if difference.extra:
        rows = [(each.row, each.column, figure(each.before), figure(each.after)) for each in difference.extra]
        _print_table(console, said["extra"], (said["row"], said["column"], a, b), rows, figures=2)
    if difference.prose:
        _prose(console, difference, said)
    return _written(console)


def _headers(a: str, b: str) -> tuple[str, str]:
    """Long names would squeeze the tables: then 甲 and 乙 stand for them."""
    return (a, b) if max(len(a), len(b)) <= _SHORT else _SIDES


def _written(console: Console) -> str:
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _cells(console: Console, difference: Difference, said: Mapping[str, str]) -> None:
    a, b = _headers(*difference.names)
    headers = (said["row"], said["column"], a, b, said["delta"], said["percent"])
    for section in dict.fromkeys(each.section for each in difference.cells):
        rows = [
            (each.row, f"{each.column}（{each.unit}）", *cell_texts(each, said))
            for each in difference.cells
            if each.section == section
        ]
        _print_table(console, section, headers, rows, figures=4)


def _print_table(
    console: Console, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]], *, figures: int
) -> None:
    """Print a table; the last ``figures`` columns hold numbers and stand right."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=SIMPLE, pad_edge=False)
    for index, header in enumerate(headers):
        right = index >= len(headers) - figures
        table.add_column(Text(header), justify="right" if right else "left", overflow="fold", no_wrap=right)
    for row in rows:
        table.add_row(*(Text(each) for each in row))
    console.print()
    console.print(table)


def _prose(console: Console, difference: Difference, said: Mapping[str, str]) -> None:
    from rich.text import Text

    console.print(f"\n{said['prose']}")
    last = ""
    for each in difference.prose:
        if each.section != last:
            console.print(Text(f"  {section_name(difference, each.section, said)}"))
            last = each.section
        for sign, sentence in (("-", each.before), ("+", each.after)):
            if sentence:
                console.print(Text(f"    {sign} {sentence}"))
