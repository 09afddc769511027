"""Every error gongkai raises on purpose: each names what was wrong and what to do about it."""

from __future__ import annotations

from typing import ClassVar


class GongkaiError(Exception):
    """Base of all our errors.

    ``code`` is permanent and machine-readable; ``message`` says what was wrong in one sentence;
    ``advice`` says what the user can do, or is empty.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()

    def to_json(self) -> dict[str, str]:
        """Return ``{"code", "message"}`` as the contract's error lines want it."""
        return {"code": self.code, "message": str(self)}

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.advice))


def _rebuild(kind: type[GongkaiError], message: str, advice: str) -> GongkaiError:
    """Rebuild an error that crossed a process boundary (keyword arguments do not pickle by themselves)."""
    return kind(message, advice=advice)


class UnknownForm(GongkaiError):
    """A form was asked for that no data file describes."""

    code = "unknown-form"


class UnknownCell(GongkaiError):
    """A cell key was used that the form does not have."""

    code = "unknown-cell"


class UnknownRule(GongkaiError):
    """A rule or severity was selected that does not exist."""

    code = "unknown-rule"


class InvalidSettings(GongkaiError):
    """A setting is outside its documented range."""

    code = "invalid-settings"


class InvalidData(GongkaiError):
    """A data file of ours (form, law, variants) or a JSON report does not have the documented shape."""

    code = "invalid-data"


class InvalidCase(GongkaiError):
    """A case for the clock, or a holiday notice, cannot be used; the message names the place in it."""

    code = "invalid-case"


class NotInForce(GongkaiError):
    """The law is asked for a day on which none of the rules that we know was in force."""

    code = "not-in-force"


class UsageError(GongkaiError):
    """What was asked for makes no sense: a path that is not there, an output that cannot be written."""

    code = "usage"


class UnreadableDocument(GongkaiError):
    """Base of everything that can be wrong with a document that was handed in."""

    code = "unreadable"


class EmptyDocument(UnreadableDocument):
    """The document holds nothing at all."""

    code = "empty"


class TruncatedDocument(UnreadableDocument):
    """The document is cut off or damaged and its format cannot be opened."""

    code = "truncated"


class EncryptedDocument(UnreadableDocument):
    """The document needs a password."""

    code = "encrypted"


class HostileDocument(UnreadableDocument):
    """The document would exhaust memory or time: a zip or entity bomb, absurd nesting or spans."""

    code = "hostile"


class OversizedDocument(UnreadableDocument):
    """The document is larger than the settings allow."""

    code = "too-large"


class OverBudget(UnreadableDocument):
    """Reading the document would take more time or memory than one document may; the message says how far it came."""

    code = "over-budget"


class UnsupportedKind(UnreadableDocument):
    """The document is of a kind that gongkai does not read."""

    code = "unsupported-kind"


class ToolMissing(UnreadableDocument):
    """Reading this kind needs LibreOffice or an optional extra that is not installed."""

    code = "tool-missing"


class ConversionFailed(UnreadableDocument):
    """An outside program (LibreOffice) could not convert the document."""

    code = "conversion-failed"


class NotAReport(UnreadableDocument):
    """The document was read but holds no annual report."""

    code = "not-a-report"


class EmptyForm(NotAReport):
    """The document is the empty form: no figure, no agency, no year."""

    code = "empty-form"


class RosterInvalid(GongkaiError):
    """The roster of who owes a report cannot be used; the message names sheet, row and column."""

    code = "roster-invalid"


class InvalidRuleSet(GongkaiError):
    """A superior's rule set cannot be used; the message names file, line and key."""

    code = "invalid-rule-set"


class WriteFailed(GongkaiError):
    """A report could not be written in the wanted format."""

    code = "write-failed"


class InvalidMarks(GongkaiError):
    """The marks for a redaction cannot be used; the message names the place in them."""

    code = "invalid-marks"


class RedactionBlocked(GongkaiError):
    """Something marked survives in the redacted file; the message says where, and nothing was written."""

    code = "redaction-blocked"
