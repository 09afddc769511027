"""Where the browser keeps what is being written, and asks whether it may still send it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from gongkai_site.drafts.keeping import forget, is_form, keep, page_of
from gongkai_site.drafts.signing_in import BASE, FORM, OWN, WRITER
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.office import actor
from gongkai_site.people.models import User
from gongkai_site.policy import require
from gongkai_site.posted import fields_of


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Keep a form, or give its draft up; asked with GET, the token with which this browser's forms are sent now."""
    who = actor(request)
    require(who, "people.own-account", who.user)
    writer = who.user
    if not isinstance(writer, User):
        raise InvalidInput("请先登录。")
    if request.method != "POST":
        answer: HttpResponse = JsonResponse({"token": get_token(request), "writer": str(writer.pk)})
    elif "draft-forget" in request.POST:
        form = request.POST.get(FORM, "")
        forget(writer, form)
        answer = redirect(page_of(form) if is_form(form) else "workbench")
    else:
        answer = JsonResponse({"at": _kept(request, writer)})
    add_never_cache_headers(answer)
    return answer


def _kept(request: HttpRequest, writer: User) -> str:
    if request.POST.get(WRITER, "") != str(writer.pk):
        raise EditedMeanwhile("这个浏览器已换人登录，草稿没有保存。", advice="请由本人重新登录。")
    fields = [(each.name, each.value) for each in fields_of(request) if each.name not in OWN]
    made = keep(writer, request.POST.get(FORM, ""), fields, request.POST.get(BASE, ""))
    return f"{timezone.localtime(made.at):%H:%M}"
