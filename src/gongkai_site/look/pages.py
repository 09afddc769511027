"""The page on which a system administrator sets the look, and what every page fetches of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gongkai_site.errors import SiteError
from gongkai_site.look.actions import set_look
from gongkai_site.look.current import look
from gongkai_site.look.models import ONLY, Look
from gongkai_site.office import actor, page
from gongkai_site.policy import require

AS_IT_COMES = "#12263f"
"""The colour of the menu where none is set."""
_A_YEAR = 31_536_000


class LookForm(forms.Form):
    """What is checked again by the action."""

    name = forms.CharField(
        label=gettext_lazy("显示的名称"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("如：澄湖县政府信息公开。显示在登录页、公开页面、菜单和打印件上。"),
    )
    colour = forms.CharField(
        label=gettext_lazy("颜色"),
        required=False,
        widget=forms.TextInput(attrs={"type": "color", "class": "form-control-color"}),
        help_text=gettext_lazy("用作标题栏和菜单的底色，上面的白字要看得清。"),
    )
    emblem = forms.FileField(
        label=gettext_lazy("徽标"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png"}),
        help_text=gettext_lazy("PNG图片，不超过64KB、512×512像素。《国徽法》规定的场合以外不要用国徽图案。"),
    )
    without_emblem = forms.BooleanField(label=gettext_lazy("去掉现有徽标"), required=False)
    as_it_comes = forms.BooleanField(label=gettext_lazy("恢复原来的颜色"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


def look_page(request: HttpRequest) -> HttpResponse:
    """Show and set it."""
    require(actor(request), "people.system")
    now = Look.objects.filter(pk=ONLY).first() or Look()
    initial = {"name": now.name, "colour": now.colour or AS_IT_COMES, "revision": now.revision}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _set(request, form):
        messages.success(request, _("已保存，所有页面从现在起这样显示。"))
        return redirect("look")
    status = 400 if form.errors else 200
    return page(request, "look/look.html", {"form": form, "now": now}, title=_("名称和颜色"), status=status)


def _set(request: HttpRequest, form: LookForm) -> bool:
    data: dict[str, Any] = form.cleaned_data
    colour = data["colour"].lower()
    kept = "" if data["as_it_comes"] or colour == AS_IT_COMES else colour
    emblem = b"" if data["without_emblem"] else None
    if data["emblem"]:
        emblem = data["emblem"].read()
    try:
        set_look(actor(request), name=data["name"], colour=kept, emblem=emblem, revision=data["revision"])
    except ValidationError as error:
        form.add_error(None, error)
    except SiteError as error:
        form.add_error(None, str(error))
    return not form.errors


@require_safe
@cache_control(public=True, max_age=_A_YEAR, immutable=True)
def emblem(request: HttpRequest, key: str) -> HttpResponse:
    """The picture; its address names its content."""
    shown = look()
    if not shown.emblem or key != shown.emblem_key:
        raise Http404
    return HttpResponse(bytes(shown.emblem), content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


@require_safe
@cache_control(public=True, max_age=_A_YEAR, immutable=True)
def colour(request: HttpRequest, colour: str) -> HttpResponse:
    """The colour as a style sheet: the policy of the pages allows none within them."""
    if look().colour != f"#{colour}":
        raise Http404
    css = f":root {{ --office-menu: #{colour}; --bar: #{colour}; }}\n[data-bs-theme] {{ --office-menu: #{colour}; }}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")
