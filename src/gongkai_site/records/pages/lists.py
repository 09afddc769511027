"""All registers at a glance, one register's records, and its export."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.office.lists import listed
from gongkai_site.policy import may
from gongkai_site.records import listing
from gongkai_site.records.counted import numbers
from gongkai_site.records.exporting import export as write_export
from gongkai_site.records.pages.frame import for_register
from gongkai_site.records.plugs import SUMMARIES
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.steps import steps_from
from gongkai_site.records.table import RecordTable
from gongkai_site.sheets.writing import XLSX

_PER_PAGE = 50


@for_agency("record.view")
def overview(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Every register with how many records this year and last, and how many still wait."""
    today = timezone.localdate()
    counted = numbers(agency, today.year)
    rows = [(register, counted[key]) for key, register in REGISTERS.items()]
    # Step by step what waits; where there is nothing yet, this page is itself where one begins.
    here = reverse("records:overview", args=(agency.pk,))
    edits = may(actor(request), "record.edit", agency)
    steps = [each for each in steps_from(counted, agency, today) if each.url != here] if edits else []
    return page(
        request,
        "records/overview.html",
        {"rows": rows, "this": today.year, "last": today.year - 1},
        title=_("台账"),
        agency=agency,
        steps=steps,
    )


@for_register("record.view")
def records(request: HttpRequest, agency: Agency, register: Register) -> HttpResponse:
    """One register's records, filtered and page by page."""
    years = listing.years_of(agency, register)
    asked = listing.wanted(request, register, years)
    found = listing.records_of(agency, register, asked)
    edits = may(actor(request), "record.edit", agency)
    table = RecordTable(listing.with_related(register, found), register, asked.year, edits=edits)
    table.arranged(request, _PER_PAGE)
    summaries = [each for make in SUMMARIES[register.key] for each in make(agency, found, asked.year)]
    context = {
        "register": register,
        "form": listing.form(register, years, asked),
        "summaries": summaries,
        "pages": [(title, reverse(url, args=(agency.pk,))) for title, url in register.pages],
    }
    return listed(
        request,
        "records/list.html",
        table,
        context,
        part="records/listing.html",
        title=register.title,
        agency=agency,
        steps=_steps(agency, register, asked, any_=bool(table.paginator.count), edits=edits),
    )


def _steps(agency: Agency, register: Register, asked: listing.Wanted, *, any_: bool, edits: bool) -> list[Step]:
    steps = []
    if not any_ and edits:
        steps.append(Step(_("导入本单位已有的Excel台账"), reverse("records:import", args=(agency.pk, register.key)),
                          _("列名不一样也没关系，系统会自动对应，由您核对")))  # fmt: skip
        steps.append(Step(_("逐条新增"), reverse("records:add", args=(agency.pk, register.key))))
    if register.open_where and asked.state != listing.OPEN:
        number = register.model._default_manager.filter(agency=agency, voided=False, **register.filters()).count()
        if number:
            address = f"{reverse('records:list', args=(agency.pk, register.key))}?year=all&state=open"
            text = _("处理{number}条“{label}”的记录").format(number=number, label=register.open_label)
            steps.append(Step(text, address, _("办完后打开记录，点“更正”补上日期和结果")))
    return steps


@for_register("record.export")
def export(request: HttpRequest, agency: Agency, register: Register) -> FileResponse:
    """The records that the list shows, as an Excel file."""
    asked = listing.wanted(request, register, listing.years_of(agency, register))
    file = write_export(actor(request), agency, register, listing.records_of(agency, register, asked))
    year = f"{asked.year}年" if asked.year else ""
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{agency.name}{year}{register.title}.xlsx",
        content_type=XLSX,
    )
