"""One's own account: what one sets oneself, and the ways to one's password and second factor."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin.auth import require_admin_access
from wagtail.users.models import UserProfile

from gongkai_site.office import actor, page


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the back office looks for this person; it changes nothing for anybody else."""

    preferred_language = forms.ChoiceField(
        label=gettext_lazy("界面语言"),
        required=False,
        choices=[("", gettext_lazy("与浏览器相同")), *settings.LANGUAGES],
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("明暗"),
        choices=[
            ("system", gettext_lazy("与电脑相同")),
            ("light", gettext_lazy("浅色")),
            ("dark", gettext_lazy("深色")),
        ],
    )
    contrast = forms.ChoiceField(
        label=gettext_lazy("对比度"),
        choices=[
            ("system", gettext_lazy("与电脑相同")),
            ("more_contrast", gettext_lazy("高对比度")),
        ],
    )

    class Meta:
        model = UserProfile
        fields = ("preferred_language", "theme", "contrast")


@require_admin_access  # type: ignore[untyped-decorator] # Wagtail ships no types
def account(request: HttpRequest) -> HttpResponse:
    """Stands in for Wagtail's page, on which people would change their own name past the audit log."""
    user = actor(request).user
    profile = UserProfile.get_for_user(user)
    form = PreferencesForm(request.POST or None, instance=profile, label_suffix="")
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(profile.get_preferred_language()):
            messages.success(request, _("已保存。"))
        return redirect("wagtailadmin_account")
    return page(request, "people/own_account.html", {"person": user, "form": form}, title=_("账户"))
