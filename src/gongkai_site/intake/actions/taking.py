"""Taking in what was dropped: every file kept, known ones recognised, the reading queued, all or nothing a drop."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError
from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput
from gongkai_site.intake.matching import EARLIEST
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.quotas import insist_room
from gongkai_site.intake.storing import store
from gongkai_site.intake.tasks import read_incoming
from gongkai_site.intake.unpacking import unpack
from gongkai_site.kept_files import hash_of
from gongkai_site.policy import Actor, require

Status = IncomingDocument.Status
_NAME = 250


@dataclass(frozen=True, slots=True)
class Taken:
    """What one drop gave: documents that are new, and those that had been dropped before."""

    new: list[IncomingDocument]
    known: list[IncomingDocument]


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    sha256: str
    file: str
    problem: str


def take_in(
    actor: Actor,
    agency: Agency,
    name: str,
    data: bytes,
    via_link: bool = False,
    expected_year: int | None = None,
    desk: Agency | None = None,
) -> list[IncomingDocument]:
    """Take in one file or archive and return its documents; see :func:`lay`."""
    taken = lay(actor, agency, name, data, via_link=via_link, expected_year=expected_year, desk=desk)
    return [*taken.new, *taken.known]


def lay(
    actor: Actor,
    agency: Agency,
    name: str,
    data: bytes,
    *,
    via_link: bool = False,
    expected_year: int | None = None,
    desk: Agency | None = None,
) -> Taken:
    """Lay one file, or every file of an archive, on the agency's desk and queue the reading.

    Needs ``intake.edit``; ``via_link`` (``agency`` is then the one the link was made for) needs ``report.hand_up``, and
    the file lies on the desk of its superior (``desk``: of whoever gave the link), expected to be that agency's for
    ``expected_year``. A file that is hostile, damaged or too large becomes a document that says so; the others are not
    touched by it. The same bytes on the same desk are recognised and not taken in again.
    Raises :class:`InvalidInput` where there is no room for so many (``intake.quotas``).
    """
    right = "report.hand_up" if via_link else "intake.edit"
    require(actor, right, agency)
    _check_year(expected_year)
    if not via_link:
        desk = agency
    elif desk is None:
        desk = agency.superior or agency
    insist_room(name, data, desk, link_of=agency if via_link else None, year=expected_year)
    kept = _keep(name, data)
    made = IncomingDocument(
        agency=desk,
        expected_agency=agency if via_link else None,
        expected_year=expected_year,
        via_link=via_link,
        by=actor.user,
    )
    try:
        return _lay(actor, right, agency, made, kept)
    except IntegrityError:
        # Somebody dropped the same file in this moment; now it is known.
        return _lay(actor, right, agency, made, kept)


def _check_year(year: int | None) -> None:
    if year is not None and not EARLIEST <= year <= timezone.localdate().year:
        raise InvalidInput(f"年度“{year}”不对。", advice=f"请填{EARLIEST}至{timezone.localdate().year}之间的年度。")


def _keep(name: str, data: bytes) -> dict[str, _Kept]:
    """Store every file outside the transaction: bytes kept twice or in vain do no harm."""
    kept: dict[str, _Kept] = {}
    for each in unpack(name, data):
        shown = each.name.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[-_NAME:]
        # A file without bytes of its own (empty, refused in its archive) is known by where it stood.
        sha256 = hash_of(each.data or f"{hash_of(data)}!/{each.name}".encode("utf-8", "replace"))
        if sha256 not in kept:
            file = store(each.data) if each.data else ""
            kept[sha256] = _Kept(shown, sha256, file, str(each.error) if each.error else "")
    return kept


def _lay(actor: Actor, right: str, on: Agency, like: IncomingDocument, kept: dict[str, _Kept]) -> Taken:
    known = list(IncomingDocument.objects.filter(agency=like.agency, sha256__in=kept).order_by("id"))
    there = {document.sha256 for document in known}
    lacking = [each for each in kept.values() if each.sha256 not in there]
    if not lacking:
        return Taken([], known)
    new = []
    with acting(actor, "document.take-in", right=right, on=on) as act:
        for each in lacking:
            document = IncomingDocument(
                agency=like.agency,
                expected_agency=like.expected_agency,
                expected_year=like.expected_year,
                via_link=like.via_link,
                sealed=like.via_link,
                by=like.by,
                name=each.name,
                sha256=each.sha256,
                file=each.file,
                status=Status.UNREADABLE if each.problem else Status.WAITING,
                message=each.problem,
            )
            document.save(force_insert=True)
            act.changed(document, after=particulars(document))
            if not each.problem:
                queue(document)
            new.append(document)
    return Taken(new, known)


def queue(document: IncomingDocument) -> None:
    """Queue the reading in the caller's transaction: the change and its task stand or fall together."""
    read_incoming.enqueue(document.pk)
