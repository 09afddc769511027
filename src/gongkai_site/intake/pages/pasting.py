"""A table pasted on the verifying page: its figures go into the inputs, to be looked at and saved like typed ones."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from gongkai.forms import get_form
from gongkai_site.errors import InvalidInput
from gongkai_site.intake.cells import CellState
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.typed import typed_figure
from gongkai_site.sheets.on_form import placed_on
from gongkai_site.sheets.pasted import pasted_table


@dataclass
class Pasted:
    """What the page shows then."""

    sent: QueryDict
    """What was sent, with the pasted figures in it."""
    errors: dict[str, str]
    """By cell, what cannot be read and where in the block it stood."""
    count: int


def paste(document: IncomingDocument, states: dict[str, CellState], sent: QueryDict) -> Pasted:
    """Lay the pasted block onto the table chosen. Raises :class:`InvalidInput` where it does not fit."""
    form = get_form((document.content or {})["form"])
    key = sent.get("paste_table", "")
    if key not in {each.key for each in form.tables}:
        raise InvalidInput("请选择粘贴到哪一张表。")
    found = Pasted(sent.copy(), {}, 0)
    found.sent["pasted"] = ""
    for each in placed_on(form, key, pasted_table(sent.get("pasted", ""))):
        state = states[each.cell]
        found.sent[f"v-{each.cell}"] = each.text or "空白"
        try:
            typed_figure(each.text, f"{each.where}（{state.name(form.id)}）")
        except InvalidInput as error:
            found.errors[each.cell] = str(error)
        else:
            found.count += 1
    return found
