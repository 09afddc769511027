"""Lists that come in from Excel or are pasted: upload, look at the dry run, confirm.

The rows travel signed between the steps; nothing is kept until the confirmation, and then all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.errors import EditedMeanwhile, InvalidInput
from gongkai_site.office.page import Step, actor, page
from gongkai_site.policy import Actor
from gongkai_site.sheets.pasted import NAME, pasted_table
from gongkai_site.sheets.planned import Plan
from gongkai_site.sheets.reading import Layout, Row, Upload, read_rows, rows_of
from gongkai_site.sheets.tables import Book

_A_DAY = 86_400


class UploadForm(forms.Form):
    """An Excel file, or what was copied from one."""

    file = forms.FileField(
        label=gettext_lazy("Excel文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        allow_empty_file=True,
    )
    pasted = forms.CharField(
        label=gettext_lazy("或者粘贴"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": "table"}),
        help_text=gettext_lazy("在Excel或网页中连同表头选中，复制后粘贴到这里。"),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("pasted", "").strip():
            self.add_error("file", _("请选择文件，或者粘贴表格。"))
        return data


@dataclass(frozen=True)
class Exchange:
    """One list that can be imported: how it is read, planned and done, and its pages."""

    layout: Layout
    plan: Callable[[Actor, Upload], Plan[Any]]
    run: Callable[[Actor, Upload, str], Any]
    """Does what the plan with this digest showed, or raises."""
    done: Callable[[HttpRequest, Any], HttpResponse]
    address: str
    """The name of the page's address."""
    template: str
    """Of the upload: extends ``office/upload.html``."""
    title: str | Promise
    thing: str | Promise
    """The head of the column that names each row's thing."""

    def view(self, request: HttpRequest) -> HttpResponse:
        """The upload, the dry run, the confirmation; whoever calls has asked the policy."""
        if request.method != "POST":
            return self._upload(request, UploadForm())
        if "rows" in request.POST:
            return self._confirmed(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._upload(request, form, 400)
        try:
            upload = self._read(form)
        except InvalidInput as error:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(error))
            return self._upload(request, form, error.status)
        return self._dry_run(request, self.plan(actor(request), upload))

    def _read(self, form: UploadForm) -> Upload:
        if file := form.cleaned_data["file"]:
            return read_rows(self.layout, file.name, file.read())
        return rows_of(self.layout, NAME, Book([pasted_table(form.cleaned_data["pasted"])]))

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        upload = self._unsigned(request)
        if upload is None:
            messages.error(request, _("预览已过期，没有导入任何内容。请重新上传文件。"))
            return self._upload(request, UploadForm(), 400)
        try:
            done = self.run(actor(request), upload, request.POST.get("digest", ""))
        except (EditedMeanwhile, InvalidInput) as error:
            messages.error(request, str(error))
            return self._dry_run(request, self.plan(actor(request), upload), error.status)
        return self.done(request, done)

    def _upload(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        form.label_suffix = ""
        note = _(
            "下载空白表，或导出现有内容，在Excel中填写。上传后先看预览，确认后才写入；有一行不能导入时，整个文件都不写入。"
        )
        return page(request, self.template, {"form": form}, title=str(self.title), note=note, status=status)

    def _dry_run(self, request: HttpRequest, plan: Plan[Any], status: int = 200) -> HttpResponse:
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
            "form": UploadForm(label_suffix=""),
            "signed": self._signed(request, plan.upload) if may_confirm else "",
            "back": reverse(self.address),
            "thing": self.thing,
        }
        return page(request, "office/dry_run.html", context, title=_("导入预览"), steps=steps, note=note, status=status)

    def _signed(self, request: HttpRequest, upload: Upload) -> str:
        rows = [(row.number, row.values, row.place) for row in upload.rows]
        return signing.dumps([request.user.pk, upload.name, rows], salt=self.address, compress=True)

    def _unsigned(self, request: HttpRequest) -> Upload | None:
        try:
            who, name, rows = signing.loads(request.POST["rows"], salt=self.address, max_age=_A_DAY)
        except signing.BadSignature:
            return None
        if who != request.user.pk:
            return None
        return Upload(name, tuple(Row(*each) for each in rows))
