"""What all registers share: rows that belong to an agency, come from somewhere and are never deleted; and imports."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai_site.agencies.models import Agency
from gongkai_site.reach import Reached


class ImportBatch(models.Model):
    """One Excel file brought into one register: all of it or nothing."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="imports")
    register = models.CharField("台账", max_length=40)
    """The register's key, see ``records.registry``."""
    file = models.FileField("文件", upload_to="imports/%Y/")
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    mapping = models.JSONField("列对应", default=dict)
    """Field name → column number (from 0) of the sheet, or ``=`` and the value that holds for every row."""
    number = models.PositiveIntegerField("序号", default=0, editable=False)
    """Which import of the year into this register it is; 0 for those made before they were numbered."""
    undone = models.BooleanField("已撤销", default=False)
    choices = models.JSONField("导入时的选择", default=dict)
    """As :attr:`StagedFile.choices`, with ``confirmed``: what was asked and confirmed."""
    edits = models.JSONField("页面上改正的单元格", default=dict)
    """By address: what stood there, and what took its place."""
    sheets = models.JSONField("读取的工作表", default=list)
    """Name of each sheet, and after which number its rows begin."""
    sheet = models.CharField("工作表", max_length=60, blank=True)
    rows = models.PositiveIntegerField("导入行数", default=0)
    skipped = models.PositiveIntegerField("跳过的重复行", default=0)
    at = models.DateTimeField("导入时间", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="导入人", null=True, on_delete=models.PROTECT)

    audit_plain = ("register", "sha256")
    audit_hidden = ("edits",)
    """A cell may hold an applicant's name; the file, which holds it too, is named by its hash."""

    objects = Reached()

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.file_name}（{self.rows}行）"

    def place(self, number: int) -> str:
        """The row with this number (``Record.batch_row``) as a person finds it in the file."""
        found = [(name, starts) for name, starts in self.sheets if starts < number]
        if len(self.sheets) < 2 or not found:
            return f"第{number}行"
        name, starts = found[-1]
        return f"“{name}”第{number - starts}行"


class Counter(models.Model):
    """The number given last in a series and year of an agency. To take the next, this row is held and nothing else."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=40)
    """A register's key, with ``:`` and what of it is numbered: ``requests:import``."""
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = Reached()

    class Meta:
        verbose_name = "编号"
        verbose_name_plural = "编号"
        constraints = (models.UniqueConstraint(fields=("agency", "series", "year"), name="counter_once"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.series} {self.year}-{self.last}"


class StagedFile(models.Model):
    """An uploaded table between preview and import: nothing of it is in a register yet. Only its uploader goes on."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    register = models.CharField("台账", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", on_delete=models.PROTECT, related_name="+")
    file = models.FileField("文件", upload_to="imports/%Y/")
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    header_top = models.PositiveIntegerField("表头首行", default=0)
    """From 1; 0 where no header was found."""
    header_rows = models.PositiveSmallIntegerField("表头行数", default=1)
    mapping = models.JSONField("列对应", default=dict)
    """Field name → column number (from 0), or ``=`` and the value that holds for every row."""
    choices = models.JSONField("导入时的选择", default=dict)
    """``unit`` of amounts that the file does not state, ``without``: sheets that are not to be read."""
    edits = models.JSONField("页面上改正的单元格", default=dict)
    """Text by address (``收费!B7``)."""
    shown = models.JSONField("预览", null=True, editable=False)
    """What the worker found in a large file (``records.shown``), with the revision that it looked at."""
    at = models.DateTimeField("上传时间", auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    audit_plain = ("register", "sha256")
    audit_hidden = ("edits", "shown")

    audit_passing: ClassVar[bool] = True
    """It goes when it was imported or given up, which the events of the import tell."""
    objects = Reached()

    class Meta:
        verbose_name = "待导入的文件"
        verbose_name_plural = "待导入的文件"

    def __str__(self) -> str:
        return self.file_name


class ColumnMapping(models.Model):
    """How an agency's own export is laid out, remembered by its header row."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    register = models.CharField(max_length=40)
    header = models.CharField(max_length=64)
    """SHA-256 of the header cells."""
    mapping = models.JSONField(default=dict)

    objects = Reached()

    class Meta:
        verbose_name = "列对应"
        verbose_name_plural = "列对应"
        constraints = (
            models.UniqueConstraint(fields=("agency", "register", "header"), name="mapping_once_per_header"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.register}"


def once(name: str, *key: str) -> models.UniqueConstraint:
    """The constraint that a register's key stands once in an agency, voided records aside."""
    return models.UniqueConstraint(fields=("agency", *key), condition=Q(voided=False), name=name)


class Record(models.Model):
    """A row of a register. Mistakes are corrected or voided with a reason; nothing is deleted."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    source = models.CharField("来源", max_length=200, blank=True, help_text="如：行政审批系统导出、OA 收文登记簿")
    batch = models.ForeignKey(
        ImportBatch, verbose_name="导入批次", null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    batch_row = models.PositiveIntegerField("导入行号", null=True, blank=True, editable=False)
    note = models.CharField("备注", max_length=500, blank=True)
    voided = models.BooleanField("已作废", default=False, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    changed_at = models.DateTimeField("变更时间", auto_now=True, db_index=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    key_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that tell one record from another within an agency; equal ones are duplicates."""
    date_fields: ClassVar[tuple[str, ...]] = ()
    """The dates by which the record falls into a year."""
    audit_plain: ClassVar[tuple[str, ...]] = ()
    """The columns of text that name no person; any other text is sealed in the log, and goes when a record is
    anonymised."""

    objects = Reached()

    class Meta:
        abstract = True


def live(agency_ids: list[int] | None = None) -> Q:
    """Records that count: not voided, of these agencies if any are named."""
    return Q(voided=False) if agency_ids is None else Q(voided=False, agency__in=agency_ids)
