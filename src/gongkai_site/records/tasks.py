"""Large imports in the background, by the rights that whoever confirmed them has when they run."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from gongkai_site.errors import SiteError
from gongkai_site.people.models import User
from gongkai_site.policy import Actor
from gongkai_site.records.models import StagedFile


@task()
def import_staged(staged_id: int, user_id: int, revision: int, keep: bool, confirmed: str, reason: str) -> str:
    """Import a staged table; return what was refused in words, "" where all went well or it was done before."""
    from gongkai_site.records.actions import import_rows

    staged = StagedFile.objects.select_related("agency").filter(pk=staged_id).first()
    user = User.objects.filter(pk=user_id).first()
    if staged is None or user is None:
        return ""
    try:
        import_rows(
            Actor.person(user), staged, revision=revision, keep_doubtful=keep, confirmed=confirmed, reason=reason
        )
    except SiteError as error:
        return str(error)
    return ""


@task()
def look_at_staged(staged_id: int, revision: int, keep: bool) -> str:
    """Open a large staged file and keep what its page shows; return why it could not be read, "" where it could."""
    from gongkai_site.records.shown import shown, unreadable
    from gongkai_site.records.staging import UNOPENED, open_staged

    staged = StagedFile.objects.select_related("agency", "by").filter(pk=staged_id, revision=revision).first()
    if staged is None:
        return ""
    try:
        if staged.choices.get(UNOPENED):
            open_staged(Actor.person(staged.by), staged)
        seen = shown(staged, keep=keep)
    except SiteError as error:
        seen = unreadable(staged, error)
    # What was seen is no change of the file: it is forgotten as soon as the layout is another.
    StagedFile.objects.filter(pk=staged_id, revision=staged.revision).update(shown=seen)
    return str(seen.get("unreadable", ""))


def looking(staged_id: int, revision: int, keep: bool) -> Any:
    """The newest look of the worker at this staged file as it is laid out now, ``None`` where there is none."""
    from django_tasks_db.models import DBTaskResult

    own = DBTaskResult.objects.filter(
        task_path=look_at_staged.module_path, args_kwargs__args=[staged_id, revision, keep]
    )
    return own.order_by("-enqueued_at").first()


def running(staged_id: int, user_id: int | None) -> Any:
    """The newest background import of this staged table that this person confirmed, ``None`` where there is none."""
    from django_tasks_db.models import DBTaskResult

    own = DBTaskResult.objects.filter(
        task_path=import_staged.module_path, args_kwargs__args__0=staged_id, args_kwargs__args__1=user_id
    )
    return own.order_by("-enqueued_at").first()
