"""Nothing of what is planted survives, wherever it stands; `python -m tests.redaction` tries hundreds of files."""

from __future__ import annotations

import random

import pytest

from tests.proof import part
from tests.redaction.planting import Planted, planted
from tests.redaction.surviving import is_there, surviving

FILES = planted(53, 2026)
# Word and Excel wait for LibreOffice: few are tried each time, and all by a proof.
QUICK = [each for each in FILES if not each().place.startswith(("docx", "xlsx"))]
SLOW = [each for each in FILES if each not in QUICK]


@pytest.mark.parametrize("make", QUICK, ids=lambda make: make().place)
def test_nothing_of_a_pdf_or_picture_survives(make: object) -> None:
    file = make()  # type: ignore[operator]
    assert isinstance(file, Planted) and is_there(file)
    assert surviving(file, read=False) == []


@pytest.mark.proof
@pytest.mark.parametrize("make", part(SLOW), ids=lambda make: make().place)
def test_nothing_of_a_document_or_workbook_survives(make: object) -> None:
    file = make()  # type: ignore[operator]
    assert isinstance(file, Planted) and is_there(file)
    assert surviving(file, read=False) == []


def test_files_are_made_again_by_their_seed_and_no_secret_repeats() -> None:
    assert [each().secret for each in planted(5, 1)] == [each().secret for each in planted(5, 1)]
    assert len({each().secret for each in random.Random(1).sample(QUICK, 10)}) == 10
