"""Import from Excel: upload, look at the dry run, confirm. The rows travel signed; nothing is kept until then."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai_site.agencies.actions.importing import import_agencies
from gongkai_site.agencies.exchange.plan import Plan, make_plan
from gongkai_site.agencies.exchange.reading import Row, Upload, read_rows
from gongkai_site.agencies.forms import UploadForm
from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import agencies_where, require

_SALT = "agencies.import"
_A_DAY = 86_400


def importing(request: HttpRequest) -> HttpResponse:
    """The upload, the dry run, the confirmation."""
    who = actor(request)
    if not any(agencies_where(who, right).exists() for right in ("agency.add", "agency.edit")):
        require(who, "agency.add")
    if request.method != "POST":
        return _upload(request, UploadForm())
    if "rows" in request.POST:
        return _confirmed(request)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, form, 400)
    file = form.cleaned_data["file"]
    try:
        upload = read_rows(file.name, file.read())
    except InvalidInput as error:
        form.add_error("file", str(error))
        return _upload(request, form, error.status)
    return _dry_run(request, make_plan(who, upload))


def _confirmed(request: HttpRequest) -> HttpResponse:
    upload = _unsigned(request)
    if upload is None:
        form = UploadForm()
        messages.error(request, _("预览已过期，没有导入任何内容。请重新上传文件。"))
        return _upload(request, form, 400)
    try:
        plan = import_agencies(actor(request), upload, request.POST.get("digest", ""))
    except (EditedMeanwhile, InvalidInput) as error:
        messages.error(request, str(error))
        return _dry_run(request, make_plan(actor(request), upload), error.status)
    told = _("已导入：新增{added}个，修改{changed}个，未变{same}个。")
    messages.success(request, told.format(added=len(plan.added), changed=len(plan.changed), same=len(plan.same)))
    return redirect("agencies:list")


def _upload(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    form.label_suffix = ""
    note = _(
        "下载空白表，或导出现有单位，在Excel中填写。上传后先看预览，确认后才写入；有一行不能导入时，整个文件都不写入。"
    )
    return page(request, "agencies/upload.html", {"form": form}, title=_("导入单位"), note=note, status=status)


def _dry_run(request: HttpRequest, plan: Plan, status: int = 200) -> HttpResponse:
    may_confirm = not plan.refused and bool(plan.added or plan.changed)
    if plan.refused:
        note = _("现在没有写入任何内容。")
        steps = [Step(_("按下面列出的行和列改正Excel文件，再重新上传"), "#again", urgent=True)]
    elif may_confirm:
        note, steps = _("现在还没有写入任何内容。"), [Step(_("核对下面的内容，然后点“确认导入”"), "#confirm")]
    else:
        note, steps = _("文件与现有登记完全一致，不需要导入。"), []
    context = {
        "plan": plan,
        "may_confirm": may_confirm,
        "form": UploadForm(),
        "signed": _signed(request, plan.upload) if may_confirm else "",
    }
    return page(request, "agencies/dry_run.html", context, title=_("导入预览"), steps=steps, note=note, status=status)


def _signed(request: HttpRequest, upload: Upload) -> str:
    rows = [(row.number, row.values) for row in upload.rows]
    return signing.dumps([request.user.pk, upload.name, rows], salt=_SALT, compress=True)


def _unsigned(request: HttpRequest) -> Upload | None:
    try:
        who, name, rows = signing.loads(request.POST["rows"], salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    if who != request.user.pk:
        return None
    return Upload(name, tuple(Row(number, values) for number, values in rows))
