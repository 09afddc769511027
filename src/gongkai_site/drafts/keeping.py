"""Keeping, finding and forgetting drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.urls import Resolver404, resolve
from django.utils import timezone

from gongkai_site.drafts.models import Draft
from gongkai_site.errors import InvalidInput
from gongkai_site.office.door import BACK_OFFICE
from gongkai_site.people.models import User

KEPT = dt.timedelta(days=14)
LARGEST = 1_000_000
"""Signs of one draft; the eight texts of a report may have 800,000."""
MOST = 50
"""Drafts of one person; the oldest go first."""
Fields = Sequence[tuple[str, str]]


def keep(writer: User, form: str, fields: Fields, base: str = "") -> Draft:
    """Keep what stands in a form now, instead of what stood there before.

    Raises :class:`InvalidInput` for a form that the site does not have, and for too much.
    """
    if not is_form(form):
        raise InvalidInput("没有这个表单，草稿没有保存。")
    if sum(len(name) + len(value) for name, value in fields) > LARGEST:
        raise InvalidInput("内容过多，草稿没有保存。", advice="请先保存，再继续填写。")
    draft, _made = Draft.objects.update_or_create(
        writer=writer, form=form, defaults={"fields": [list(each) for each in fields], "base": base[:32]}
    )
    oldest = Draft.objects.filter(writer=writer).order_by("-at", "-pk").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(oldest)).delete()
    return draft


def kept(writer: User, path: str) -> dict[str, Draft]:
    """The drafts of the forms on one page that have not expired."""
    found = Draft.objects.filter(writer=writer, form__startswith=f"{path}#", at__gt=timezone.now() - KEPT)
    return {each.form: each for each in found}


def forget(writer: User, form: str) -> None:
    """The form was saved, or its writer gave the draft up."""
    Draft.objects.filter(writer=writer, form=form).delete()


def forget_old() -> int:
    """Delete what has expired; return how many."""
    count, _by_model = Draft.objects.filter(at__lte=timezone.now() - KEPT).delete()
    return count


def page_of(form: str) -> str:
    """The path of the page on which the form stands."""
    return form.partition("#")[0]


def is_form(form: str) -> bool:
    """Whether it names a form on a page of the back office."""
    path = page_of(form)
    if not path.startswith(BACK_OFFICE) or len(form) > 300:
        return False
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
