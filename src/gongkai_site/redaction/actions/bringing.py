"""A file is brought, and thrown away again where it should not have been."""

from __future__ import annotations

from django.db import transaction

from gongkai_site.action import acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.storing import stored
from gongkai_site.kept_files import hash_of
from gongkai_site.policy import Actor, require
from gongkai_site.redaction.actions.standing import locked
from gongkai_site.redaction.limits import LIMITS
from gongkai_site.redaction.models import RedactionCase, State
from gongkai_site.redaction.storing import forget, put
from gongkai_site.redaction.tasks import open_brought

_NAME, _TITLE = 250, 200
_DROPPABLE = tuple(each for each in State if each not in (State.RELEASED, State.DROPPED))


def bring(
    actor: Actor, agency: Agency, name: str, data: bytes, *, title: str = "", document: IncomingDocument | None = None
) -> RedactionCase:
    """Keep a file that is to be redacted, and have its pages made. Raises :class:`InvalidInput` for none at all."""
    name = name.replace("\0", "").replace("\\", "/").rsplit("/", 1)[-1][-_NAME:] or "文件"
    if not data:
        raise InvalidInput("文件是空的。", advice="请选择要遮盖的文件。")
    if len(data) > LIMITS.max_bytes:
        raise InvalidInput(f"文件超过{LIMITS.max_bytes // 1_000_000}MB。", advice="请拆分后再上传。")
    title = " ".join(title.replace("\0", "").split())[:_TITLE] or name.rsplit(".", 1)[0][:_TITLE] or name[:_TITLE]
    with acting(actor, "redaction.bring", right="redaction.edit", on=agency) as act:
        case = RedactionCase(
            agency=agency, title=title, name=name, sha256=hash_of(data), brought_from=document, by=actor.user
        )
        case.file = put(case, "source", data)
        case.save(force_insert=True)
        act.changed(case)
        open_brought.enqueue(case.pk)
    return case


def bring_document(actor: Actor, document: IncomingDocument) -> RedactionCase:
    """Bring the file of a document that was handed in; whoever does may see that document."""
    require(actor, "intake.file", document)
    if not document.file:
        raise InvalidInput("这份来文没有保存内容。")
    name = document.name.rsplit("!/", 1)[-1]
    return bring(actor, document.agency, name, stored(document), document=document)


def drop(actor: Actor, case: RedactionCase, *, revision: int, reason: str) -> None:
    """Throw a case away with all its files; what is left is that it was there, and why it went."""
    with acting(actor, "redaction.drop", right="redaction.edit", on=case, reason=reason, reason_required=True) as act:
        case = locked(case, _DROPPABLE)
        claim(case, revision)
        before = {"state": case.state}
        case.state, case.message = State.DROPPED, f"已作废：{act.reason}"
        case.file = case.paged = case.output = ""
        case.pages.all().delete()
        case.searches.all().delete()
        case.save()
        act.changed(case, before=before, after={"state": case.state})
        transaction.on_commit(lambda: forget(case))
