"""A document from a seed and a number: truth, then blocks, then noise, then layout."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.grammar import noise_rows
from tests.grammar.body import assemble
from tests.grammar.decoys import AT_TOP, IN_OVERVIEW
from tests.grammar.draft import Draft, Shape, build_blocks
from tests.grammar.figures import draw_figures
from tests.grammar.grids import GridStyle
from tests.grammar.labels import keys
from tests.grammar.names import draw_agency
from tests.grammar.noise_labels import drawn_labels, reword_labels
from tests.grammar.noise_values import blanks, noisy_values
from tests.grammar.shapes import SHAPES, WRITERS
from tests.grammar.truth import Number, Truth, value


@dataclass(frozen=True)
class Document:
    """A drawn document with its truth."""

    name: str
    shape: str
    data: bytes
    truth: Truth
    marks: tuple[str, ...]


def shape_of(seed: int, number: int) -> Shape:
    """The shape that a run's document has by lot."""
    rng = random.Random(f"shape {seed} {number}")
    shapes = list(SHAPES.values())
    return rng.choices(shapes, [shape.weight for shape in shapes])[0]


def draw(seed: int, number: int, shape_name: str = "") -> Document:
    """Document ``number`` of this seed, in the shape named or its own."""
    shape = SHAPES[shape_name] if shape_name else shape_of(seed, number)
    rng = random.Random(f"{seed} {number} {shape.name}")
    draft = begin(rng, shape)
    disturb(draft)
    return finish(draft, f"{seed}-{number:05d}")


def begin(rng: random.Random, shape: Shape, form: str = "", figures: dict[str, Number] | None = None) -> Draft:
    """A draft without noise: its truth and the form's blocks."""
    form = form or rng.choices(("2021", "2019"), (8, 2))[0]
    year = rng.randint(2021, 2024) if form == "2021" else rng.choice((2019, 2020))
    truth = Truth(form, draw_agency(rng), year)
    figures = figures or draw_figures(form, rng, small=shape.small)
    touched: list[str] = []
    mistaken = rng.random() < 0.12 and not shape.small
    if mistaken:
        figures, touched = noise_rows.mistaken_sum(figures, keys(form), rng.randrange(10**6))
    truth.cells = {key: value(figures[key]) for key in keys(form)}
    draft = Draft(rng, shape, truth, build_blocks(form, figures))
    draft.style["grid"] = GridStyle()
    if mistaken:
        draft.mark("sum:mistaken")
        draft.doubt_plainness(touched)
    if shape.small:
        _doubt_what_glue_makes_long(draft)
    return draft


def _doubt_what_glue_makes_long(draft: Draft) -> None:
    """Glued figures can be told apart where each has one digit; else their places are open."""
    for row in draft.rows():
        if len(row.figures) > 1 and any(len(figure.text) > 1 for figure in row.figures):
            draft.truth.open_rows([figure.key for figure in row.figures if figure.key])


def disturb(draft: Draft) -> None:
    """Rows, columns, labels and values are disturbed, as often as each happens."""
    rng = draft.rng
    moved = [name for name, (_, weight) in noise_rows.COLUMN_NOISES.items() if rng.random() * 100 < weight][:1]
    if draft.shape.small or draft.shape.name == "colon rows":
        moved = []
    rows = [name for name, (_, weight) in noise_rows.ROW_NOISES.items() if rng.random() * 100 < weight][:2]
    for name in rows:
        noise_rows.ROW_NOISES[name][0](draft)
        draft.mark(f"rows:{name}")
    for name in moved:
        noise_rows.COLUMN_NOISES[name][0](draft)
        draft.mark(f"columns:{name}")
    labels = drawn_labels(draft)
    _draw_grid_style(draft, bool(moved), bool(rows) or "unnumbered" in labels)
    reword_labels(draft, labels)
    if rng.random() < 0.35:
        noisy_values(draft)
    if rng.random() < 0.25:
        blanks(draft)


def _draw_grid_style(draft: Draft, moved: bool, bare_is_unsafe: bool) -> None:
    rng, shape = draft.rng, draft.shape
    header = rng.choices(("full", "flat", "half", "none", "double", "split"), (60, 8, 8, 10, 6, 8))[0]
    if moved and (shape.flat_head or header in ("half", "none", "split")):
        header = "flat"
    if not shape.headless and header == "none":
        header = "full"
    groups = rng.choices(("tree", "lines", "joined", "bare"), (70, 16, 8, 6))[0]
    if groups == "bare" and bare_is_unsafe:
        groups = "lines"
    disputes = "rows" if rng.random() < 0.18 else "side"
    if disputes == "rows" and header == "none" and not draft.section("disputes"):
        disputes = "side"
    draft.style["grid"] = GridStyle(header, groups, disputes)
    draft.style["stacked"] = rng.random() < 0.75
    if shape.beside and rng.random() < 0.06:
        draft.style["beside"] = True
        draft.mark("blocks:beside")
    draft.marks += [f"header:{header}"] * (header != "full") + [f"groups:{groups}"] * (groups != "tree")
    draft.marks += ["disputes:rows"] * (disputes == "rows")


def finish(draft: Draft, name: str, extras: list[str] | None = None) -> Document:
    """Assemble and write the document, with these decoys or with some by lot."""
    if extras is None:
        extras = _drawn_extras(draft)
    assemble(draft, extras)
    return write(draft, name)


def _drawn_extras(draft: Draft) -> list[str]:
    rng = draft.rng
    extras = [each for each in (*IN_OVERVIEW, *AT_TOP) if rng.random() < 0.07]
    extras += [each for each in ("old-table", "trend") if rng.random() < 0.03]
    extras += ["prose"] * (rng.random() < 0.3) + ["exchanged"] * (rng.random() < 0.05)
    between_lines = WRITERS[draft.shape.name][1] == "txt" and draft.shape.furniture
    if rng.random() < 0.15 and between_lines:
        draft.style["furniture"] = rng.choice(("watermark", "page numbers"))
        draft.mark(f"furniture:{draft.style['furniture']}")
    return extras


def write(draft: Draft, name: str) -> Document:
    """Write a draft whose body stands."""
    writer, ending = WRITERS[draft.shape.name]
    data = writer(draft)
    return Document(f"{name}.{ending}", draft.shape.name, data, draft.truth, tuple(draft.marks))
