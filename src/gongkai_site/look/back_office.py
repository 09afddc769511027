"""名称和颜色 in the back office."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from gongkai_site.look.pages import look_page
from gongkai_site.office import Entry, Part
from gongkai_site.policy import Actor, may


def _address(who: Actor) -> str:
    return reverse("look") if may(who, "people.system") else ""


PART = Part(
    urls=[path("look/", look_page, name="look")], menu=[Entry("look", _("名称和颜色"), "palette", 720, _address)]
)
