"""Large imports in the background, by the rights that whoever confirmed them has when they run."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from gongkai_site.errors import SiteError
from gongkai_site.people.models import User
from gongkai_site.policy import Actor
from gongkai_site.records.models import StagedFile


@task()
def import_staged(staged_id: int, user_id: int, revision: int, keep: bool, reason: str) -> str:
    """Import a staged table; return what was refused in words, "" where all went well or it was done before."""
    from gongkai_site.records.actions import import_rows

    staged = StagedFile.objects.select_related("agency").filter(pk=staged_id).first()
    user = User.objects.filter(pk=user_id).first()
    if staged is None or user is None:
        return ""
    try:
        import_rows(Actor.person(user), staged, revision=revision, keep_doubtful=keep, reason=reason)
    except SiteError as error:
        return str(error)
    return ""


def running(staged_id: int, user_id: int | None) -> Any:
    """The newest background import of this staged table that this person confirmed, ``None`` where there is none."""
    from django_tasks_db.models import DBTaskResult

    own = DBTaskResult.objects.filter(
        task_path=import_staged.module_path, args_kwargs__args__0=staged_id, args_kwargs__args__1=user_id
    )
    return own.order_by("-enqueued_at").first()
