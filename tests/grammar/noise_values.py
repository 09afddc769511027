"""Figures as they are typed: blank, dashed, full-width, in words, with a unit, a sign or a footnote; or no figure."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.grammar.draft import Draft, Figure, Row
from tests.grammar.numerals import full_width, in_words, with_thousands
from tests.grammar.truth import BLANK, Number, Stated, value

Printed = tuple[str, Stated]
DASHES = ("-", "—", "——", "/", "－", "–", "--", "\\")
NO_FIGURES = ("约120", "#REF!", "12%", "十二批", "#VALUE!", "#DIV/0!", "10余", "近百", "同上", "详见附件")
SHOWS_ITS_CELL = 7
"""So many of them look like a figure gone wrong; the others are words, and need a cell that can be seen."""
COUNT_UNITS = ("件", "（件）", " 件", "(件)")
FOOTNOTES = ("①", "*", "（注）", "（注1）", "※")


def _dash(number: Number, rng: random.Random) -> Printed:
    """An empty cell struck through."""
    return rng.choice(DASHES), BLANK


def _empty_word(number: Number, rng: random.Random) -> Printed:
    return "空", BLANK


def _none_word(number: Number, rng: random.Random) -> Printed:
    """无 may mean nothing or nought: both readings can be defended."""
    return "无", Stated("open", (0,), True, False)


def _full_width(number: Number, rng: random.Random) -> Printed:
    return full_width(str(number)), value(number)


def _thousands(number: Number, rng: random.Random) -> Printed:
    text = with_thousands(str(number))
    return (
        (text.replace(",", rng.choice((",", ",", "，"))), value(number, plain=False))
        if "," in text
        else (text, value(number))
    )


def _words(number: Number, rng: random.Random) -> Printed:
    if number != int(number) or number > 99_999_999:
        return str(number), value(number)
    return in_words(int(number)), value(number, plain=False)


def _unit(number: Number, rng: random.Random) -> Printed:
    return str(number) + rng.choice(COUNT_UNITS), value(number, plain=False)


def _footnote(number: Number, rng: random.Random) -> Printed:
    return str(number) + rng.choice(FOOTNOTES), value(number, plain=False)


def _bracket_note(number: Number, rng: random.Random) -> Printed:
    return f"{number}[1]", Stated("open", (number,), True, False)


def _no_figure(number: Number, rng: random.Random) -> Printed:
    return rng.choice(NO_FIGURES[:SHOWS_ITS_CELL]), BLANK


def _no_figure_in_words(number: Number, rng: random.Random) -> Printed:
    return rng.choice(NO_FIGURES), BLANK


def _letter_nought(number: Number, rng: random.Random) -> Printed:
    """A camera's O: very likely a nought, but digits come by rule."""
    return ("O", Stated("open", (0,), True, False)) if number == 0 else (str(number), value(number))


def _with_point(number: Number, rng: random.Random) -> Printed:
    return f"{number}.0" if isinstance(number, int) else str(number), value(number, plain=False)


VALUE_NOISES: dict[str, Callable[[Number, random.Random], Printed]] = {
    "dash": _dash,
    "empty-word": _empty_word,
    "none-word": _none_word,
    "full-width": _full_width,
    "thousands": _thousands,
    "words": _words,
    "unit": _unit,
    "footnote": _footnote,
    "bracket-note": _bracket_note,
    "no-figure": _no_figure,
    "no-figure-in-words": _no_figure_in_words,
    "letter-nought": _letter_nought,
    "with-point": _with_point,
}
ONLY_WHERE_SEEN = ("no-figure-in-words",)
WORDLESS = ("dash", "full-width", "thousands")
"""What remains of a figure's own characters, or a dash: for shapes where a word beside it would be a label."""


SIDE_BY_SIDE = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
"""Rows whose figures stand on one line in the form's own layout: one lost blank makes all fifteen uncertain."""


def money(number: Number, rng: random.Random) -> Printed | None:
    """An amount that the form asks in 万元, as it is printed otherwise."""
    yuan = number * 10_000
    ways: list[str] = [f"{number}万元", f"¥{number}", f"￥{number}", f"{number}（万元）", f"{number} 万元"]
    if yuan == int(yuan) and number:
        ways.append(f"{int(yuan)}元")
        ways.append(in_words(int(yuan)) + "元")
    return rng.choice(ways), value(number, plain=False)


def change(number: Number, rng: random.Random) -> Printed | None:
    """A change as words or signs say it."""
    if number == 0:
        return None
    size = abs(number)
    ways = (
        (f"增{size}", f"增加{size}", f"+{size}", f"＋{size}")
        if number > 0
        else (f"减{size}", f"减少{size}", f"－{size}")
    )
    return rng.choice(ways), value(number, plain=False)


def _set(draft: Draft, figure: Figure, printed: Printed) -> None:
    figure.text, stated = printed
    if figure.key:
        draft.truth.cells[figure.key] = stated


def _number_of(draft: Draft, figure: Figure) -> Number:
    return draft.truth.cells[figure.key or ""].values[0]


def noisy_values(draft: Draft) -> None:
    """Change how some of the draft's figures are printed."""
    rng, shape = draft.rng, draft.shape
    keyed = [figure for row in draft.rows() for figure in row.figures if figure.key]
    if shape.words:
        _special(draft, keyed)
    names = list(VALUE_NOISES) if shape.words else list(WORDLESS)
    if shape.small:
        names = ["full-width"]
    if not shape.commas and "thousands" in names:
        names.remove("thousands")
    if shape.empties != "visible":
        names = [name for name in names if name not in ONLY_WHERE_SEEN]
    name = rng.choice(names)
    draft.mark(f"value:{name}")
    every = name in ("full-width", "thousands") and rng.random() < 0.6
    chosen = keyed if every else rng.sample(keyed, rng.randint(1, 6))
    for figure in chosen:
        if name == "unit" and (figure.key or "").endswith((".amount", ".items", ".previous_items", ".change")):
            continue
        if draft.truth.cells[figure.key or ""].kind == "value" and figure.text == str(_number_of(draft, figure)):
            printed = VALUE_NOISES[name](_number_of(draft, figure), rng)
            _set(draft, figure, _fit(printed, draft))


def _fit(printed: Printed, draft: Draft) -> Printed:
    text, stated = printed
    if draft.shape.empties != "visible":
        text = text.replace(" ", "")
    if draft.shape.name in ("mark rows", "colon rows") and text == "/":
        text = "—"
    return (text if draft.shape.commas else text.replace(",", "").replace("，", "")), stated


def _special(draft: Draft, figures: list[Figure]) -> None:
    for figure in figures:
        key = figure.key or ""
        printed = None
        if key == "proactive.fees.amount" and draft.rng.random() < 0.5:
            draft.mark("value:money")
            printed = money(_number_of(draft, figure), draft.rng)
        elif key.endswith(".change") and draft.rng.random() < 0.5:
            draft.mark("value:change")
            printed = change(_number_of(draft, figure), draft.rng)
        if printed:
            _set(draft, figure, _fit(printed, draft))


def blanks(draft: Draft) -> None:
    """Cells left empty: seen where the shape shows an empty cell, dashed or lost where it does not."""
    rng = draft.rng
    if draft.shape.small or (draft.shape.by_position and draft.style["grid"].header == "none"):
        return
    rows = [row for row in draft.rows() if all(figure.key for figure in row.figures)]
    chosen = rng.sample(rows, rng.randint(1, 5))
    way = rng.choice(("row", "some", "noughts"))
    draft.mark(f"value:blank-{way}-{draft.shape.empties}")
    if way == "noughts":
        chosen = rows
    for row in chosen:
        picked = [figure for figure in row.figures if _blankable(draft, figure, way)]
        if way == "some":
            picked = rng.sample(picked, min(len(picked), rng.randint(1, 2)))
        _empty(draft, row, picked)


def _blankable(draft: Draft, figure: Figure, way: str) -> bool:
    stated = draft.truth.cells[figure.key or ""]
    return stated.kind == "value" and (way != "noughts" or stated.values[0] == 0)


def _empty(draft: Draft, row: Row, picked: list[Figure]) -> None:
    shape = draft.shape
    dash = draft.style.setdefault("placeholder", draft.rng.choice(DASHES[:3]))
    lose = shape.empties == "lost" and len(picked) < len(row.figures)
    for figure in picked:
        text = "" if shape.empties == "visible" or lose else dash
        _set(draft, figure, (text, BLANK))
        if lose:
            draft.truth.cells[figure.key or ""] = Stated("open", (), False, False)
    if lose and picked:
        together = (
            draft.section("disputes") if row.key in SIDE_BY_SIDE and draft.style["grid"].disputes == "side" else []
        )
        shared = [figure for block in together for figure in block.figures()]
        keys = [figure.key for figure in shared or row.figures if figure.key]
        for key in keys:
            draft.truth.cells[key] = draft.truth.cells[key].opened(printed=False)
