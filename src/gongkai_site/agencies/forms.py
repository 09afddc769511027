"""Forms about agencies; what they hold is checked again by the actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet, URLField
from django.forms.models import fields_for_model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.checks import PARTICULARS, REGISTERED
from gongkai_site.agencies.models import Agency, Kind, Reorganisation
from gongkai_site.agencies.names import label
from gongkai_site.agencies.rulings.keys import Key

_MOST_OPTIONS = 500
_MOST_BYTES = 1_000_000
"""Of an uploaded file of rules."""
_WITH_PLACE = re.compile(r"(.+)（([^（）]+)）")


class AgencyInput(forms.TextInput):
    """A line to type an agency's full name into, with a list to choose from where the browser shows one."""

    options: Iterable[Agency] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the input and its list."""
        listed = f"{name}-options"
        line = super().render(name, value, {**(attrs or {}), "list": listed, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}">', ((label(each),) for each in self.options))
        return format_html('{}<datalist id="{}">{}</datalist>', line, listed, options)


class AgencyField(forms.CharField):
    """An agency by its full name, with its place in brackets where namesakes must be told apart."""

    def __init__(self, *, among: QuerySet[Agency] | None = None, **more: Any) -> None:
        super().__init__(widget=AgencyInput, max_length=240, **more)
        self._among: QuerySet[Agency] = Agency.objects.none()
        if among is not None:
            self.offer(among)

    def offer(self, among: QuerySet[Agency]) -> None:
        """Set which agencies may be chosen."""
        self._among = among.filter(abolished_on=None)
        self.widget.options = self._among.only("name", "place").order_by("path")[:_MOST_OPTIONS]

    def prepare_value(self, value: Any) -> Any:
        """Show an agency by its label."""
        return label(value) if isinstance(value, Agency) else value

    def clean(self, value: Any) -> Any:
        """Return the agency, or ``None`` for an empty line."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = list(self._among.filter(name=text)[:3])
        if not found and (parts := _WITH_PLACE.fullmatch(text)):
            found = list(self._among.filter(name=parts[1], place=parts[2])[:3])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("有几个同名单位，请写作“全称（所在地）”。"))
        raise forms.ValidationError(_("没有找到“%(text)s”，请填写单位全称。"), params={"text": text})


def _fields(names: tuple[str, ...]) -> dict[str, forms.Field]:
    def made(column: Any, **more: Any) -> forms.Field | None:
        if isinstance(column, URLField):
            more["assume_scheme"] = "https"
        if column.name == "established_on":
            more["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        field: forms.Field | None = column.formfield(**more)
        return field

    found: Mapping[str, forms.Field] = fields_for_model(Agency, names, formfield_callback=made)
    return dict(found)


class ParticularsForm(forms.Form):
    """What the agency itself keeps (《条例》第十二条第二款)."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(_fields(PARTICULARS))


class NewAgencyForm(forms.Form):
    """What is registered of an agency."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(_fields(tuple(name for name in REGISTERED if name != "local_government")))
        governments = Agency.objects.filter(kind__in=(Kind.GOVERNMENT, Kind.TOWNSHIP))
        self.fields["local_government"] = AgencyField(
            label=_("所在行政区划的政府"),
            among=governments,
            required=False,
            help_text=_("上级不是所在地的政府时填写，如垂直管理部门、由开发区管理的乡镇。"),
        )


class CorrectionForm(NewAgencyForm):
    """Correcting what is registered, with the reason."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"] = forms.CharField(label=_("更正原因"), max_length=300)


class PlaceForm(forms.Form):
    """Another superior for disclosure."""

    superior = AgencyField(label=_("新的政府信息公开上级"), help_text=_("年度报告今后报给这个单位。"))
    on = forms.DateField(
        label=_("自哪一天起"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("此前各年度仍归原上级。原来登记有误、只是更正的，不填日期。"),
    )
    reason = forms.CharField(label=_("原因"), max_length=300)

    def __init__(self, *args: Any, among: QuerySet[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "superior", among)


class SectionForm(forms.Form):
    """A section's name."""

    name = forms.CharField(label=_("科室名称"), max_length=60)


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label=_("原因"), max_length=300)


class RulingForm(forms.Form):
    """What a superior lays down on one key: for one agency below, a kind or all."""

    value = forms.CharField(label=_("内容"), required=False)
    since = forms.DateField(
        label=_("自哪一天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("报告按其年度最后一天的规定办理：自2025年度报告起适用的，写2025-12-31或更早。"),
    )
    source = forms.CharField(label=_("通知文号或名称"), max_length=200)
    reason = forms.CharField(label=_("原因"), max_length=300)
    kind = forms.ChoiceField(label=_("适用类型"), choices=[("", _("全部下级")), *Kind.choices], required=False)
    agency = AgencyField(label=_("适用单位"), required=False, help_text=_("只对一个单位时填写其全称，否则留空。"))

    def __init__(self, *args: Any, key: Key, below: QuerySet[Agency], since: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["value"].help_text = format_lazy("{}{}", key.asks, _("留空表示自该日起不再规定。"))
        self.fields["since"].initial = since
        if key.long:
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 12, "spellcheck": "false"})
            self.fields["file"] = forms.FileField(label=_("或者上传文件"), required=False, allow_empty_file=True)
        _offer(self, "agency", below)

    def clean(self) -> dict[str, Any]:
        """An uploaded file takes the place of what was pasted."""
        data: dict[str, Any] = super().clean() or {}
        if (file := data.pop("file", None)) is not None:
            try:
                data["value"] = file.read(_MOST_BYTES + 1).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("文件不是UTF-8文本，请另存为UTF-8编码。"))
            if file.size > _MOST_BYTES:
                self.add_error("file", _("文件太大。"))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, once it is valid."""
        return dict(self.cleaned_data)


class ReorganisationForm(forms.Form):
    """What became of an agency."""

    what = forms.ChoiceField(
        label=_("变动"), choices=Reorganisation.What.choices, widget=forms.RadioSelect, required=True
    )
    on = forms.DateField(label=_("自哪一天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    new_name = forms.CharField(label=_("新名称"), max_length=120, required=False, help_text=_("更名时填写。"))
    successor = AgencyField(
        label=_("承继机关"),
        required=False,
        help_text=_("并入或撤销时填写：本年度的数据由它报告，原下级转到它之下。"),
    )
    basis = forms.CharField(label=_("依据文件"), max_length=200, help_text=_("机构改革方案、批复等的名称或文号。"))

    def __init__(self, *args: Any, among: QuerySet[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "successor", among)

    def clean(self) -> dict[str, Any]:
        """A new name goes with renaming, a successor with the other two."""
        data: dict[str, Any] = super().clean() or {}
        renamed = data.get("what") == Reorganisation.What.RENAMED
        if renamed and not data.get("new_name"):
            self.add_error("new_name", _("更名必须填写新名称。"))
        if data.get("what") and not renamed and "successor" in data and not data["successor"]:
            self.add_error("successor", _("并入或撤销必须填写承继机关。"))
        return data


def _offer(form: forms.Form, name: str, among: QuerySet[Agency]) -> None:
    field = form.fields[name]
    if isinstance(field, AgencyField):
        field.offer(among)


def initial(agency: Model, form: type[forms.Form]) -> dict[str, Any]:
    """The agency's values for a form."""
    names = PARTICULARS if form is ParticularsForm else REGISTERED
    return {name: getattr(agency, name) for name in names}
