"""The inputs of the verifying page: what they show, and what comes back from them as decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from gongkai_site.errors import InvalidInput
from gongkai_site.intake.actions.deciding import Decision, still_unread
from gongkai_site.intake.cells import CellState, Figure
from gongkai_site.intake.models import IncomingDocument, Standing
from gongkai_site.intake.pages.set_out import Field, line_texts, row_texts
from gongkai_site.intake.typed import typed_figure


@dataclass
class Sent:
    """What came back, and which of it cannot be taken."""

    decisions: dict[str, Decision | None] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def fields_of(
    document: IncomingDocument,
    states: Mapping[str, CellState],
    sent: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    shown: Collection[str] = (),
) -> dict[str, Field]:
    """Return a field for every cell; with ``sent``, as it was typed, so that nothing typed is lost.

    ``shown`` are the anchors of the document beside it.
    """
    form = (document.content or {})["form"]
    rows, lines = row_texts(document.sources), line_texts(document.sources)
    return {
        key: Field(
            state,
            state.name(form),
            str(state.figure) if sent is None else sent.get(f"v-{key}", str(state.figure)),
            _is_settled(state) if sent is None else f"ok-{key}" in sent,
            (state.verdict.note if state.verdict else "") if sent is None else sent.get(f"n-{key}", ""),
            (errors or {}).get(key, ""),
            rows.get((state.place.table or 0, state.place.row or 0), "") or lines.get(state.place.line or 0, ""),
            f"at-{key}" if f"at-{key}" in shown else "",
        )
        for key, state in states.items()
    }


def decisions_of(document: IncomingDocument, states: Mapping[str, CellState], sent: QueryDict) -> Sent:
    """Work out what was decided: only of cells that were changed, ticked or unticked."""
    form = (document.content or {})["form"]
    found = Sent()
    for key, state in states.items():
        if f"v-{key}" not in sent:
            continue
        try:
            figure = typed_figure(str(sent[f"v-{key}"]), state.name(form))
        except InvalidInput as error:
            found.errors[key] = str(error)
            continue
        note = sent.get(f"n-{key}", "").strip()
        if figure.standing == Standing.UNREAD and (f"ok-{key}" in sent or figure != state.figure):
            found.errors[key] = str(still_unread(state.name(form)))
        elif needs_look(state):
            _decide_looked_at(state, figure, note, f"ok-{key}" in sent, found.decisions)
        elif figure != state.figure:
            found.decisions[key] = None if figure == state.read else Decision(figure, note)
    return found


def needs_look(state: CellState) -> bool:
    """Whether a cell stands in the list of those to be looked at one by one."""
    return state.is_doubted or state.read_changed


def _is_settled(state: CellState) -> bool:
    return state.verdict is not None and not state.read_changed


def _decide_looked_at(
    state: CellState, figure: Figure, note: str, ticked: bool, decisions: dict[str, Decision | None]
) -> None:
    """A tick or another value decides; taking the tick away with the value unchanged withdraws."""
    renoted = state.verdict is not None and state.verdict.note != note
    if figure != state.figure or (ticked and (renoted or not _is_settled(state))):
        decisions[state.key] = Decision(figure, note)
    elif not ticked and _is_settled(state):
        decisions[state.key] = None
