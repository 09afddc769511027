"""A comparison as a self-contained accessible page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from gongkai.comparing.chart import figure
from gongkai.comparing.difference import Difference
from gongkai.comparing.outcomes import outcome_chart
from gongkai.comparing.prose import ProseChange
from gongkai.comparing.words import carried_lines, cell_texts, form_note, section_name, words_of
from gongkai.markup import Child, Markup, element, page


def page_style() -> str:
    """The style sheet of our pages."""
    return files("gongkai.comparing").joinpath("data", "page.css").read_text("utf-8")


def render_html(difference: Difference) -> str:
    """Return one page that needs no other file and no network."""
    said = words_of("zh")
    a, b = difference.names
    note = form_note(difference, said)
    body: list[Child] = [
        element("h1", said["title"]),
        element("p", said["of"].format(a=_full(difference, 0), b=_full(difference, 1))),
        element("p", note) if note else None,
        element("p", said["none"]) if difference.empty else None,
        outcome_chart(((a, difference.a), (b, difference.b)), title=said["chart"], ident="outcomes"),
    ]
    if difference.carried:
        lines = [element("li", line) for line in carried_lines(difference, said)]
        body += [element("h2", said["carried"]), element("ul", lines)]
    if difference.cells:
        body += [element("h2", said["cells"]), *_cell_tables(difference, said)]
    if difference.extra:
        rows = [(each.row, [each.column], [figure(each.before), figure(each.after)]) for each in difference.extra]
        body += [element("h2", said["extra"]), _table(said["extra"], (said["row"], said["column"], a, b), rows)]
    if difference.prose:
        body += [element("h2", said["prose"]), *_prose(difference, said)]
    return page(f"{said['title']}：{said['of'].format(a=a, b=b)}", element("main", body), style=page_style())


def _full(difference: Difference, side: int) -> str:
    report = (difference.a, difference.b)[side]
    year = f"{report.year}年" if report.year is not None else ""
    return f"{report.agency or ''}{year}" or difference.names[side]


def _cell_tables(difference: Difference, said: Mapping[str, str]) -> list[Markup]:
    headers = (said["row"], said["column"], said["unit"], *difference.names, said["delta"], said["percent"])
    return [
        _table(
            section,
            headers,
            [
                (each.row, [each.column, each.unit], cell_texts(each, said))
                for each in difference.cells
                if each.section == section
            ],
        )
        for section in dict.fromkeys(each.section for each in difference.cells)
    ]


def _table(caption: str, headers: Sequence[str], rows: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> Markup:
    """Build a table of (row header, texts, figures)."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", [element("th", header, scope="col") for header in headers])),
        element(
            "tbody",
            [
                element(
                    "tr",
                    element("th", head, scope="row"),
                    [element("td", text) for text in texts],
                    [element("td", text, class_="figure") for text in figures],
                )
                for head, texts, figures in rows
            ],
        ),
    )


def _prose(difference: Difference, said: Mapping[str, str]) -> list[Markup]:
    made: list[Markup] = []
    for section in dict.fromkeys(each.section for each in difference.prose):
        made.append(element("h3", section_name(difference, section, said)))
        changes = [each for each in difference.prose if each.section == section]
        made.append(element("ul", [element("li", _sentence(each, said)) for each in changes]))
    return made


def _sentence(change: ProseChange, said: Mapping[str, str]) -> list[Child]:
    return [
        f"{said[change.kind]}：",
        element("del", change.before) if change.before else None,
        element("br") if change.kind == "changed" else None,
        element("ins", change.after) if change.after else None,
    ]
