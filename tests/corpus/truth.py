"""One report's truth: what a perfect reader says of it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from gongkai.forms import Form, get_form
from tests.corpus.figures import Cells, make_cells
from tests.corpus.names import Agency, make_agency
from tests.corpus.prose import Prose, make_preamble, make_prose


@dataclass
class Truth:
    """A report before any document is made of it."""

    form_id: str
    agency: Agency
    year: int
    title: tuple[str, ...]
    """The title's printed lines."""
    cells: Cells
    prose: Prose
    preamble: list[str]
    published: dt.date | None = None
    signed: dt.date | None = None
    addressee: str | None = None
    signature: str | None = None
    closing: list[str] = field(default_factory=list)

    @property
    def form(self) -> Form:
        return get_form(self.form_id)


def make_title(agency: Agency, year: int, rng: random.Random) -> tuple[str, ...]:
    """The title as offices print it: always the agency and the year, in one or two lines."""
    tail = rng.choices(("政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作年报"), (85, 10, 5))[0]
    word = rng.choices(("年", "年度"), (90, 10))[0]
    return rng.choices(
        (
            (f"{agency.full}{year}{word}{tail}",),
            (agency.full, f"{year}{word}{tail}"),
            (f"{year}{word}{agency.full}{tail}",),
            (f"{agency.full}关于{year}{word}{tail}",),
            (f"{agency.short}{year}{word}{tail}",),
        ),
        (55, 18, 9, 6, 12),
    )[0]


def make_truth(
    rng: random.Random, *, form_id: str | None = None, agency: Agency | None = None, year: int | None = None
) -> Truth:
    """Invent a report that is right in every respect."""
    form_id = form_id or rng.choices(("2021", "2019"), (80, 20))[0]
    year = year or (rng.randint(2021, 2025) if form_id == "2021" else rng.randint(2019, 2020))
    agency = agency or make_agency(rng)
    cells = make_cells(form_id, agency, rng)
    truth = Truth(
        form_id,
        agency,
        year,
        make_title(agency, year, rng),
        cells,
        make_prose(form_id, agency, year, cells, rng),
        make_preamble(agency, year, rng),
    )
    _sign(truth, rng)
    return truth


def _sign(truth: Truth, rng: random.Random) -> None:
    """Give the report a signature, or the version handed up; the full name always stands somewhere."""
    day = dt.date(truth.year + 1, 1, rng.randint(4, 28))
    short_title = truth.agency.full not in "".join(truth.title)
    if short_title or rng.random() < 0.4:
        truth.signature, truth.signed = truth.agency.full, day
        if rng.random() < 0.3:
            truth.addressee = truth.agency.superior
        if rng.random() < 0.3:
            truth.closing.append("（此件公开发布）")


def expected_json(truth: Truth, source: str) -> dict[str, object]:
    """The contract's object of a faultless document; faults then change it."""
    return {
        "source": source,
        "form": truth.form_id,
        "agency": truth.agency.full,
        "year": truth.year,
        "title": "".join(truth.title),
        "published": truth.published.isoformat() if truth.published else None,
        "signed": truth.signed.isoformat() if truth.signed else None,
        "signature": truth.signature,
        "sections": {key: "\n".join(lines) for key, lines in truth.prose.paragraphs.items()},
        "facts": [
            {"subject": subject, "number": number, "scope": scope, "section": section}
            for subject, number, scope, section in truth.prose.facts
        ],
    }
