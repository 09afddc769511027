"""The page of a one-time link: for an office that never signs in. Form down, file up, what was read, confirm.

Nobody is signed in here; whoever holds the link may do these things for its agency and year, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.checking import Finding
from gongkai.forms import form_for_year, get_form
from gongkai.report import Report
from gongkai.writing import LaidCell, render_empty_form, set_out, table_part
from gongkai_site.agencies.due import due
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.lastyear import signed_version, version_of
from gongkai_site.annual.models import Scope
from gongkai_site.errors import InvalidInput, LinkSpent, SiteError
from gongkai_site.filings.actions import hand_up_by_link
from gongkai_site.filings.blanks import blank_cells, says_nothing
from gongkai_site.filings.links import insist_usable, link_of
from gongkai_site.filings.models import Filing, FilingLink
from gongkai_site.front.limits import LINK_FILE
from gongkai_site.intake.actions import take_in
from gongkai_site.intake.cells import cell_states, read_figure
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.verified import verified_report
from gongkai_site.policy import Actor
from gongkai_site.sheets.writing import XLSX

Status = IncomingDocument.Status
_MOST = LINK_FILE
"""Bytes of one upload."""
View = Callable[[HttpRequest, FilingLink, str], HttpResponse]


def _with_link(view: View) -> Callable[..., HttpResponseBase]:
    """Give a view the link of its token; what does not work says why. Nothing of these pages is kept or passed on."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        try:
            answer = view(request, link_of(token), token)
        except LinkSpent as spent:
            answer = render(request, "filings/link/spent.html", {"error": spent}, status=spent.status)
        answer["Referrer-Policy"] = "same-origin"  # the form's own check of its origin needs it
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return inner


@_with_link
def link_page(request: HttpRequest, link: FilingLink, token: str) -> HttpResponse:
    """What to do, and what has become of the file uploaded last; POST uploads one."""
    if link.used_at is not None:
        filing = Filing.objects.filter(agency=link.agency, superior=link.superior, year=link.year).first()
        return render(request, "filings/link/done.html", {"link": link, "filing": filing})
    insist_usable(link)
    error = None
    if request.method == "POST":
        try:
            uploaded = _upload(request, link)
            return redirect(f"{reverse('filing-link', args=[token])}?document={uploaded.pk}")
        except SiteError as refused:
            error = refused
    document = document_of(link, request.GET.get("document", ""))
    context = {"link": link, "token": token, "document": document, "error": error, "due": due(link.agency, link.year)}
    status = error.status if error else 200
    return render(request, "filings/link/page.html", {**context, **_read(link, document)}, status=status)


@_with_link
def form_file(request: HttpRequest, link: FilingLink, token: str) -> HttpResponse:
    """The empty Excel form with agency and year filled in."""
    insist_usable(link)
    data = render_empty_form(form_for_year(link.year).id, agency=link.agency.name, year=link.year)
    name = quote(f"{link.agency.name}{link.year}年度报告填报表.xlsx")
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


@_with_link
def confirm(request: HttpRequest, link: FilingLink, token: str) -> HttpResponse:
    """Hand up what was read; the link is thereby used."""
    insist_usable(link)
    document = document_of(link, request.POST.get("document", ""))
    if request.method == "POST" and document is not None:
        try:
            if not request.POST.get("right"):
                raise InvalidInput("请核对识读结果，勾选“数字与本单位报告一致”后再报送。")
            hand_up_by_link(
                link, document, request.POST.get("note", ""), blank_is_none=bool(request.POST.get("blank_is_none"))
            )
        except LinkSpent:
            raise
        except SiteError as error:
            context = {"link": link, "token": token, "document": document, "error": error,
                       "due": due(link.agency, link.year)}  # fmt: skip
            return render(request, "filings/link/page.html", {**context, **_read(link, document)}, status=error.status)
    return redirect("filing-link", token)


def document_of(link: FilingLink, pk: str) -> IncomingDocument | None:
    """The file named, else the last, uploaded by this agency's links from the same desk for the year, not settled."""
    documents = IncomingDocument.objects.filter(
        via_link=True, agency=link.superior, expected_agency=link.agency, expected_year=link.year
    ).exclude(status__in=(Status.ACCEPTED, Status.REFUSED))
    named = documents.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    return named or documents.order_by("-at", "-pk").first()


def _upload(request: HttpRequest, link: FilingLink) -> IncomingDocument:
    sent = request.FILES.get("file")
    if sent is None:
        raise InvalidInput("请选择要上传的文件。")
    if not sent.size:
        raise InvalidInput("文件是空的。", advice="请打开文件核对内容，保存后重新上传。")
    if sent.size > _MOST:
        raise InvalidInput("文件太大，不能超过20 MB。", advice="扫描件请另存为较小的文件，或上传Word、Excel文件。")
    documents = take_in(
        Actor.holder(link), link.agency, sent.name or "", sent.read(),
        via_link=True, expected_year=link.year, desk=link.superior,
    )  # fmt: skip
    mine = [each for each in documents if each.via_link and each.expected_agency_id == link.agency_id]
    fresh = next((each for each in mine if each.status not in (Status.ACCEPTED, Status.REFUSED)), None)
    if fresh is None:
        raise InvalidInput("这个文件上级已经收到过，内容没有变化。", advice="请上传修改后的文件，或者与上级联系。")
    return fresh


def _read(link: FilingLink, document: IncomingDocument | None) -> dict[str, object]:
    """What was read of a document: findings of the checks, the reader's doubts, every figure."""
    if document is None:
        return {"waiting": False}
    if document.status != Status.MATCHED or document.of_agency_id != link.agency_id or document.of_year != link.year:
        return {"waiting": document.status == Status.WAITING, "refused": _refused(link, document)}
    report = verified_report(document, cell_states(document))
    return {
        "waiting": False,
        "report": report,
        "findings": _findings(link, report),
        "doubts": [each.message for each in report.warnings],
        "tables": _tables(report),
        "nothing": says_nothing(get_form(report.form), report.cells),
        "blanks": len(blank_cells(report.to_json())),
        "signed": signed_version(link.agency, link.year),
        "ready": True,
    }


def _refused(link: FilingLink, document: IncomingDocument) -> str:
    if document.status == Status.WAITING:
        return ""
    if document.status == Status.SEALED:
        return _("文件有涉密或内部标志，没有打开，已封存并告知上级的保密审查人员。涉密文件不得经本系统报送。")
    if document.status == Status.UNREADABLE:
        return _("文件无法识读：{why}").format(why=document.message)
    stated = document.stated_agency or (str(document.of_agency) if document.of_agency else "")
    if document.status == Status.ASIDE:
        return _("这是{there}年度的报告，应报{here}年度的。").format(there=document.stated_year, here=link.year)
    if stated and document.stated_year and document.stated_year != link.year:
        return _("这是“{agency}”{there}年度的报告，应报本单位{here}年度的。").format(
            agency=stated, there=document.stated_year, here=link.year
        )
    if stated:
        return _("文中的机关是“{agency}”，与本单位不符，上级会核对。").format(agency=stated)
    return _("看不出是哪个单位、哪一年度的报告，上级会核对。")


def _findings(link: FilingLink, report: Report) -> list[Finding]:
    previous = version_of(link.agency, link.year - 1)
    found = findings_of(report, link.agency, link.year, Scope.OWN, previous.as_report() if previous else None)
    return [each for each in found if each.severity in ("error", "warning")]


def _tables(report: Report) -> list[SafeString]:
    """The form in its own layout, each cell with its figure or with what stands there.

    What we did not read is not said to be blank.
    """

    def figure(cell: LaidCell) -> str:
        return cell.text if cell.key is None else str(read_figure(report, cell.key))

    # What is set out for print follows the columns that the document has; here every cell of the form is shown.
    places = {key: place._replace(how="blank") if report.cells[key] is None else place
              for key, place in report.provenance.items()}  # fmt: skip
    whole = replace(report, provenance=places, extra=())
    laid = [(each.layout, each.caption) for each in set_out(whole).sections if each.layout is not None]
    return [mark_safe(table_part(layout, caption, figure=figure)) for layout, caption in laid]
