"""Nothing of what is planted survives, wherever it stands; `python -m tests.redaction` tries hundreds of files."""

from __future__ import annotations

import pytest

from tests.proof import part
from tests.redaction.planting import SEEN_BY_WORDS, SEEN_IN_PICTURES, UNSEEN, Maker, planted
from tests.redaction.surviving import is_there, surviving

FILES = planted(len(SEEN_BY_WORDS) + len(SEEN_IN_PICTURES) + len(UNSEEN), 2026)
# Word and Excel wait for LibreOffice: few are tried each time, and all by a proof.
SLOW = [each for each in FILES if each.place.startswith(("docx", "xlsx"))]
QUICK = [each for each in FILES if each not in SLOW]


@pytest.mark.parametrize("make", QUICK, ids=lambda make: make.place)
def test_nothing_of_a_pdf_or_picture_survives(make: Maker) -> None:
    file = make()
    assert is_there(file)
    assert surviving(file, read=False) == []


@pytest.mark.proof
@pytest.mark.parametrize("make", part(SLOW), ids=lambda make: make.place)
def test_nothing_of_a_document_or_workbook_survives(make: Maker) -> None:
    file = make()
    assert is_there(file)
    assert surviving(file, read=False) == []


def test_secrets_are_the_same_for_the_same_seed_and_none_repeats() -> None:
    assert planted(5, 1) == planted(5, 1) != planted(5, 2)
    assert len({each.secret for each in FILES}) == len(FILES)
