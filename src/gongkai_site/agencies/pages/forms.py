"""The page around a form: done, or shown again with what was typed and what was wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import EditedMeanwhile, InvalidFields, NotAllowed, SiteError
from gongkai_site.office import page

Save = Callable[[dict[str, Any], int], object]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Save,
    *,
    title: str,
    back: str | Callable[[Any], str],
    agency: Agency | None = None,
    note: str,
    button: str = "",
    switch: str = "",
) -> HttpResponse:
    """Show the form; once it is sent, call ``save`` with its data and the revision that the page was opened on.

    Where somebody else changed the agency meanwhile, what was typed stands beside what is stored now, and sending once
    more is then a decision. ``note`` says what to do; ``switch`` is a second button, sent as ``switch``.
    """
    form.label_suffix = ""
    stored = agency.revision if agency else 0
    opened, status, differs = _opened(request, stored), 200, []
    if request.method == "POST" and form.is_valid():
        try:
            made = save(form.cleaned_data, opened)
        except NotAllowed:
            raise
        except SiteError as error:
            status = error.status
            _show(form, error)
            if isinstance(error, EditedMeanwhile):
                opened, differs = stored, _differing(form)
        else:
            messages.success(request, _("已保存。"))
            return redirect(back(made) if callable(back) else back)
    elif request.method == "POST":
        status = 400
    context = {
        "form": form,
        "revision": opened,
        "differs": differs,
        "button": button or _("保存"),
        "switch": switch,
        "back": "" if callable(back) else back,
    }
    return page(request, "agencies/form.html", context, title=title, agency=agency, note=note, status=status)


def _opened(request: HttpRequest, stored: int) -> int:
    """The revision that the page was opened on."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else stored


def _show(form: forms.Form, error: SiteError) -> None:
    if isinstance(error, InvalidFields):
        for name, texts in error.fields.items():
            form.add_error(name if name in form.fields else None, [str(each) for each in texts])
    else:
        form.add_error(None, str(error))


def _differing(form: forms.Form) -> list[tuple[str, str]]:
    """The fields whose stored value now is another than what was typed."""
    return [
        (str(field.label), str(field.initial if field.initial not in (None, "") else _("（空）")))
        for field in form
        if field.name != "reason" and field.name in form.changed_data
    ]
