"""The sections of an agency: add, rename, close, open again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies import actions
from gongkai_site.agencies.forms import SectionForm
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.agencies.pages.forms import form_page
from gongkai_site.office import actor, for_agency, found


@for_agency("agency.edit")
def add(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Add a section."""
    return form_page(
        request,
        SectionForm(request.POST or None),
        lambda data, _revision: actions.add_section(actor(request), agency, data["name"]),
        title=_("新增科室"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_("新增后，在“人员”中为科室指定负责人和经办人。"),
    )


@for_agency("agency.edit")
def change(request: HttpRequest, agency: Agency, section_id: int) -> HttpResponse:
    """Rename a section; the second button closes it or opens it again."""
    section = found(Section.objects.filter(agency=agency).select_related("agency"), section_id)
    switches = "switch" in request.POST

    def save(data: dict[str, Any], _revision: int) -> Section:
        if not switches:
            return actions.rename_section(actor(request), section, data["name"])
        act = actions.reopen_section if section.closed else actions.close_section
        return act(actor(request), section)

    data = {**request.POST.dict(), "name": section.name} if switches else request.POST or None
    return form_page(
        request,
        SectionForm(data, initial={"name": section.name}),
        save,
        title=_("恢复科室") if section.closed else _("修改科室"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_("撤销的科室仍保留在以前的记录中，可以恢复。"),
        switch=_("恢复这个科室") if section.closed else _("撤销这个科室"),
    )
