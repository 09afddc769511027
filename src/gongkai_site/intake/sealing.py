"""A document that bears a secrecy marking is sealed before anybody reads it, and read once it is released."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.intake.kept import keep_earlier, of_file
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.policy import SYSTEM
from gongkai_site.screening.actions import is_released, stop
from gongkai_site.screening.looking import Looked, look, said
from gongkai_site.screening.models import Stopped

Status = IncomingDocument.Status
logger = logging.getLogger(__name__)


def screened(data: bytes, document: IncomingDocument) -> Looked:
    """Look at a document's file, pictures and converted files too; markings that somebody released are left out."""
    try:
        found = look(data, document.name, timezone.localdate(), thorough=True)
    except Exception:
        # Whatever one file does to the screen, the others must go on; the reader says what is wrong with it.
        logger.exception("Screening failed on “%s”.", document.name)
        return Looked((), (document.name,))
    if found.markings and is_released(document.agency, document.sha256):
        return Looked(tuple(each for each in found.hits if each not in found.markings), found.unread)
    return found


def seal(document: IncomingDocument, looked: Looked, size: int) -> list[IncomingDocument]:
    """Put the file under seal and tell who reviews secrecy; the document stays on the desk."""
    with transaction.atomic():
        rows = list(of_file(document).select_for_update(of=("self",)))
        if any(row.status == Status.WAITING for row in rows):
            with acting(SYSTEM, "document.seal", right="intake.read", on=document) as act:
                for row in rows:
                    before = particulars(row)
                    row.sealed = True
                    if row.status == Status.WAITING:
                        keep_earlier(row)
                        row.status, row.content, row.sources = Status.SEALED, None, {}
                        row.message = f"有涉密或内部标志，已封存待核实：{said(looked.markings)}"
                    row.revision += 1
                    row.save()
                    act.changed(row, before=before, after=particulars(row))
            stop(
                document.agency, document.name, document.sha256, size, looked.markings,
                by=document.by, file=document.file.name or "", outsider=document.via_link,
            )  # fmt: skip
    return list(of_file(document))


def unseal(stopped: Stopped) -> None:
    """Open the documents of a released file and have them read, in the transaction of the release."""
    from gongkai_site.intake.tasks import read_incoming

    rows = IncomingDocument.objects.filter(agency=stopped.agency_id, sha256=stopped.sha256, sealed=True)
    for row in rows.select_for_update(of=("self",)):
        with acting(SYSTEM, "document.reread", right="intake.read", on=row) as act:
            before = particulars(row)
            row.sealed = False
            if row.status == Status.SEALED:
                row.status, row.message = Status.WAITING, ""
            row.revision += 1
            row.save(update_fields=("sealed", "status", "message", "revision"))
            act.changed(row, before=before, after=particulars(row))
            if row.status == Status.WAITING:
                read_incoming.enqueue(row.pk)
