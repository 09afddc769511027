"""Having a document read again, and taking back an earlier reading."""

from __future__ import annotations

from gongkai.report import Report
from gongkai_site.action import acting, claim
from gongkai_site.errors import WrongState
from gongkai_site.in_chinese import in_chinese
from gongkai_site.intake.actions.taking import queue
from gongkai_site.intake.kept import keep_earlier, of_file
from gongkai_site.intake.matching import Desk
from gongkai_site.intake.models import EarlierReading, IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.putting_down import match
from gongkai_site.policy import Actor

Status = IncomingDocument.Status


def reread(actor: Actor, document: IncomingDocument, revision: int | None = None) -> None:
    """Queue the file's reading anew: after an improvement of the reader, or where a task was lost.

    Accepted and refused reports of the file keep what they are. Raises :class:`WrongState` for such a document itself.
    """
    with acting(actor, "document.reread", right="intake.edit", on=document) as act:
        if document.status in (Status.ACCEPTED, Status.REFUSED, Status.SEALED):
            raise WrongState(
                f"这份文件{in_chinese(IncomingDocument.Status(document.status).label)}，不再重新识读。",
                advice="请先撤回，再重新识读。",
            )
        if not document.file:
            raise WrongState("这份文件没有保存内容，不能重新识读。", advice="请重新上传。")
        claim(document, document.revision if revision is None else revision)
        for row in of_file(document).exclude(status__in=(Status.ACCEPTED, Status.REFUSED, Status.SEALED)):
            before = particulars(row)
            row.status, row.message = Status.WAITING, ""
            row.save(update_fields=("status", "message"))
            act.changed(row, before=before, after=particulars(row))
        queue(document)
    document.refresh_from_db()


def restore_reading(
    actor: Actor, document: IncomingDocument, reading: EarlierReading, *, revision: int, reason: str
) -> None:
    """Put an earlier reading back in place; the one in place is kept as an earlier one. Verdicts are not touched."""
    with acting(
        actor, "document.restore-reading", right="intake.edit", on=document, reason=reason, reason_required=True
    ) as act:
        if document.status in (Status.ACCEPTED, Status.REFUSED, Status.SEALED, Status.WAITING):
            raise WrongState(f"这份文件{document.get_status_display()}，不能换用此前的识读。")
        if reading.document_id != document.pk:
            raise WrongState("这次识读不是这份文件的。")
        claim(document, revision)
        before = particulars(document)
        keep_earlier(document)
        for name in ("content", "sources", "doubts", "release", "read_at"):
            setattr(document, name, getattr(reading, name))
        document.message = ""
        match(document, Report.from_json(reading.content), Desk(document.agency))
        document.save()
        act.changed(document, before=before, after=particulars(document))
