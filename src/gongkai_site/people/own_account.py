"""One's own account: what one sets oneself, and the ways to one's password and second factor."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai_site.office import actor, page
from gongkai_site.people.actions import set_preferences
from gongkai_site.people.models import User


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the back office looks for this person; it changes nothing for anybody else."""

    class Meta:
        model = User
        fields = ("language", "theme", "contrast")


def account(request: HttpRequest) -> HttpResponse:
    """Password, second factor, language and looks; the name is changed by the agency's administrator."""
    who = actor(request)
    form = PreferencesForm(request.POST or None, instance=who.user, label_suffix="")
    if request.method == "POST" and form.is_valid():
        user = set_preferences(who, **form.cleaned_data)
        with override(user.language or None):
            messages.success(request, _("已保存。"))
        return redirect("own-account")
    return page(request, "people/own_account.html", {"person": who.user, "form": form}, title=_("账户"))
