"""Every error of ours: a permanent code of its own, a message with advice, and a safe way across processes."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from gongkai import errors
from gongkai.errors import GongkaiError, UnreadableDocument

PERMANENT = {
    "OverBudget": "over-budget",
    "GongkaiError": "error",
    "UnknownForm": "unknown-form",
    "UnknownCell": "unknown-cell",
    "UnknownRule": "unknown-rule",
    "InvalidSettings": "invalid-settings",
    "InvalidData": "invalid-data",
    "InvalidCase": "invalid-case",
    "NotInForce": "not-in-force",
    "UsageError": "usage",
    "UnreadableDocument": "unreadable",
    "EmptyDocument": "empty",
    "TruncatedDocument": "truncated",
    "EncryptedDocument": "encrypted",
    "HostileDocument": "hostile",
    "OversizedDocument": "too-large",
    "UnsupportedKind": "unsupported-kind",
    "ToolMissing": "tool-missing",
    "ConversionFailed": "conversion-failed",
    "NotAReport": "not-a-report",
    "EmptyForm": "empty-form",
    "RosterInvalid": "roster-invalid",
    "InvalidRuleSet": "invalid-rule-set",
    "WriteFailed": "write-failed",
    "InvalidMarks": "invalid-marks",
    "RedactionBlocked": "redaction-blocked",
}
"""What other programs rely on. A code here is never changed; a new error is added."""


def every(kind: type[GongkaiError] = GongkaiError) -> Iterator[type[GongkaiError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from every(each)


ALL = [each for each in every() if each.__module__ == errors.__name__]
by_error = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)


def test_codes_are_permanent() -> None:
    assert {kind.__name__: kind.code for kind in ALL} == PERMANENT


def test_codes_are_unique() -> None:
    assert len({kind.code for kind in ALL}) == len(ALL)


@by_error
def test_an_error_says_its_message_and_its_advice(kind: type[GongkaiError]) -> None:
    error = kind("The file is cut off.", advice="Send it again.")
    assert (error.message, error.advice) == ("The file is cut off.", "Send it again.")
    assert str(error) == "The file is cut off. Send it again."
    assert error.to_json() == {"code": kind.code, "message": "The file is cut off. Send it again."}
    assert str(kind("Alone.")) == "Alone."


@by_error
def test_an_error_explains_itself_and_has_a_code_that_machines_can_use(kind: type[GongkaiError]) -> None:
    assert kind.__doc__
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.code)


@by_error
def test_an_error_keeps_everything_when_pickled(kind: type[GongkaiError]) -> None:
    again = pickle.loads(pickle.dumps(kind("甲", advice="乙")))
    assert type(again) is kind
    assert (again.message, again.advice, str(again)) == ("甲", "乙", "甲 乙")


def refuse(kind: type[GongkaiError]) -> None:
    raise kind("甲", advice="乙")


def test_errors_cross_from_worker_processes() -> None:
    with ProcessPoolExecutor(1) as pool:
        for kind in ALL:
            with pytest.raises(kind) as error:
                pool.submit(refuse, kind).result()
            assert error.value.to_json() == {"code": kind.code, "message": "甲 乙"}


def test_what_can_be_wrong_with_a_document_is_told_from_misuse() -> None:
    of_documents = {kind.code for kind in ALL if issubclass(kind, UnreadableDocument)}
    assert {"empty", "hostile", "encrypted", "not-a-report", "empty-form"} <= of_documents
    assert not {"usage", "unknown-form", "roster-invalid", "write-failed", "invalid-data"} & of_documents
