"""What the site refuses to do. Every message is Chinese, names what was wrong and what to do."""

from __future__ import annotations

from typing import ClassVar

from gongkai.errors import GongkaiError


class SiteError(GongkaiError):
    """Base of the site's refusals; ``status`` is the HTTP status the refusal is shown with."""

    code = "site"
    status: ClassVar[int] = 400


class OurFault(GongkaiError):
    """Base of mistakes of ours and of data that was damaged: no refusal, and never caught where refusals are.

    Such an error becomes the page of status 500, with its traceback in the log.
    """

    code = "our-fault"


class NotAllowed(SiteError):
    """The policy says no."""

    code = "not-allowed"
    status = 403


class ReasonRequired(SiteError):
    """A change that needs a reason came without one."""

    code = "reason-required"


class EditedMeanwhile(SiteError):
    """Somebody else changed the same thing after it was opened."""

    code = "edited-meanwhile"
    status = 409


class WrongState(SiteError):
    """The thing is not in the state that this step starts from (a locked report, a voided record)."""

    code = "wrong-state"
    status = 409


class InvalidInput(SiteError):
    """What was typed or uploaded cannot be taken; ``message`` names the field or the row and column."""

    code = "invalid-input"


class UncountedYear(SiteError):
    """A year whose form is not the one that the registers compile to."""

    code = "uncounted-year"


class EventMissing(OurFault):
    """An action ended without writing its audit event: the change is undone."""

    code = "event-missing"


class FileGone(OurFault):
    """A file that was kept is no longer on the disk."""

    code = "file-gone"


class Misasked(OurFault):
    """The policy was asked what nobody could ever be allowed: a right on something that it cannot be held on."""

    code = "misasked"


class Undecided(SiteError):
    """A document is to be accepted while cells, the agency or the year are still doubtful."""

    code = "undecided"
    status = 409


class AlreadyReported(SiteError):
    """There is a version of the same agency and year; accepting another document means correcting it, with a reason."""

    code = "already-reported"
    status = 409


class InvalidRecord(InvalidInput):
    """A record whose values cannot be taken; ``problems`` says for each field what is wrong."""

    code = "invalid-record"

    def __init__(self, message: str, *, advice: str = "", problems: tuple[object, ...] = ()) -> None:
        super().__init__(message, advice=advice)
        self.problems = problems


class UnreadableFile(InvalidInput):
    """An uploaded table that cannot be opened: of another kind, cut off, locked by a password, far too large."""

    code = "unreadable-file"


class WrongYear(SiteError):
    """A report on another year, or of another scope, than the one that is owed."""

    code = "wrong-year"
    status = 409


class SecrecyMarked(SiteError):
    """An uploaded file bears a secrecy marking; ``stopped`` is what was put down of it, where somebody can decide."""

    code = "secrecy-marked"

    def __init__(self, message: str, *, advice: str = "", stopped: object = None) -> None:
        super().__init__(message, advice=advice)
        self.stopped = stopped


class LinkSpent(SiteError):
    """A one-time link that does not work: used, expired, withdrawn, or never made."""

    code = "link-spent"
    status = 410


class NotReady(SiteError):
    """A report goes on for review while errors stand unexplained or questions are open."""

    code = "not-ready"
    status = 409


class InvalidFields(InvalidInput):
    """Values of a form that cannot be taken: ``fields`` says what stands against which."""

    code = "invalid-fields"

    def __init__(self, message: str, *, advice: str = "", fields: dict[str, list[str]] | None = None) -> None:
        super().__init__(message, advice=advice)
        self.fields = fields or {}
