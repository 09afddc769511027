"""The page on which a record is anonymised: the legal ground, the reason, and that it cannot be undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.audit.destroying import grounds
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import actor, page
from gongkai_site.records.anonymising import Anonymised, anonymise
from gongkai_site.records.pages.frame import for_register, record_of
from gongkai_site.records.registry import Register


@for_register("record.anonymise")
def anonymise_record(request: HttpRequest, agency: Agency, register: Register, pk: int) -> HttpResponse:
    """Ask for ground and reason, and that he knows what it means; then anonymise."""
    record = record_of(request, "record.anonymise", agency, register, pk)
    typed = {name: request.POST.get(name, "") for name in ("ground", "reason")}
    error: SiteError | None = None
    if request.method == "POST":
        try:
            if "confirmed" not in request.POST:
                raise InvalidInput(_("请先确认：匿名化不能恢复。"))
            done = anonymise(actor(request), agency, register, [record.pk], **typed)
        except SiteError as caught:
            error = caught
        else:
            _tell(request, done)
            return redirect("records:open", agency.pk, register.key, record.pk)
    context = {"register": register, "record": record, "grounds": grounds().items(), "error": error, **typed}
    return page(request, "records/anonymise.html", context, title=_("匿名化：{record}").format(record=record),
                agency=agency, status=error.status if error else 200)  # fmt: skip


def _tell(request: HttpRequest, done: Anonymised) -> None:
    if not done.records:
        messages.info(request, _("这条记录已经匿名化，没有改动。"))
        return
    messages.success(request, _("已匿名化，审计日志中{n}条事件的文字已销毁。").format(n=done.texts))
    for name in done.files_left:
        messages.warning(request, _("导入的文件“{name}”里还有其他记录，文件仍在。").format(name=name))
