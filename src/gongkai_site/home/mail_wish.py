"""One's own choice of mails about what waits."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.home.models import MailWish
from gongkai_site.home.telling import set_wish
from gongkai_site.office import actor, page


class WishForm(forms.ModelForm):  # type: ignore[type-arg]
    """When to be written to."""

    class Meta:
        model = MailWish
        fields = ("when",)
        widgets = {"when": forms.RadioSelect}


def mail_wish(request: HttpRequest) -> HttpResponse:
    """Choose when to be written to about what waits."""
    who = actor(request)
    stored = MailWish.objects.filter(user=who.user_id).first()
    form = WishForm(request.POST or None, instance=stored, label_suffix="")
    if request.method == "POST" and form.is_valid():
        set_wish(who, form.cleaned_data["when"])
        messages.success(request, _("已保存。"))
        return redirect("own-account")
    note = "" if settings.TELLS_BY_MAIL else _("本系统还没有设置邮件服务器，目前不发待办邮件。")
    return page(request, "home/mail_wish.html", {"form": form, "person": who.user}, title=_("邮件提醒"), note=note)
