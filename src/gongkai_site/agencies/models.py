"""Agencies (行政机关), what they were called and became, their sections, and what superiors lay down."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an agency is; who owes what and by when follows from it (《条例》第三、四、十、四十九、五十四条)."""

    GOVERNMENT = "government", _("人民政府")
    OFFICE = "government-office", _("政府办公厅（室）")
    DEPARTMENT = "department", _("政府部门")
    TOWNSHIP = "township", _("乡镇人民政府")
    SUBDISTRICT = "subdistrict", _("街道办事处（派出机关）")
    BRANCH = "branch", _("派出机构")
    COMMITTEE = "committee", _("管理委员会")
    ORGANISATION = "organisation", _("法律、法规授权的组织")


class Level(models.TextChoices):
    """The level of government an agency stands at."""

    NATION = "nation", _("国家")
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class Agency(models.Model):
    """One agency. The *superior for disclosure* is kept apart from the government of the division it lies in."""

    name = models.CharField("名称", max_length=120)
    """The full name with its place, as it stands over the report."""
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=20, choices=Kind)
    level = models.CharField("层级", max_length=12, choices=Level)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)
    place = models.CharField("所在地", max_length=120, blank=True, help_text="如：江苏省淮安市洪泽区")
    superior = models.ForeignKey(
        "self",
        verbose_name="政府信息公开上级",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subordinates",
        help_text="年度报告报给谁。可以不是所在行政区划的上级。",
    )
    local_government = models.ForeignKey(
        "self",
        verbose_name="所在行政区划的政府",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="local_agencies",
    )
    vertical = models.BooleanField(
        "垂直管理", default=False, help_text="本系统汇总；向所在地政府只报副本，不重复计算（《条例》第三条第四款）。"
    )
    path = models.TextField("上下级路径", editable=False, db_index=True, default="")
    """Ids from the topmost superior down to this one: ``/1/5/9/``. Kept by the actions that set ``superior``."""
    established_on = models.DateField("设立日期", null=True, blank=True)
    abolished_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        verbose_name="承继机关",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    # 《条例》第十二条第二款: what the guide to disclosure (政府信息公开指南) must name.
    body = models.CharField("政府信息公开工作机构", max_length=120, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    website = models.URLField("网址", blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "place"), condition=Q(abolished_on=None), name="agency_name_once_in_a_place"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Reorganisation(models.Model):
    """A change of an agency (机构改革): from ``on`` it has another name, is part of its successor, or is no more."""

    class What(models.TextChoices):
        RENAMED = "renamed", "更名"
        MERGED = "merged", "并入"
        ABOLISHED = "abolished", "撤销"

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="reorganisations")
    what = models.CharField("变动", max_length=12, choices=What)
    on = models.DateField("日期")
    old_name = models.CharField("原名称", max_length=120, blank=True)
    new_name = models.CharField("新名称", max_length=120, blank=True)
    successor = models.ForeignKey(
        Agency, verbose_name="承继机关", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_over"
    )
    basis = models.CharField("依据文件", max_length=200)
    voided = models.BooleanField("已作废", default=False, editable=False)

    class Meta:
        verbose_name = "机构变动"
        verbose_name_plural = "机构变动"
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.old_name or self.agency}{self.get_what_display()}"


class FormerSuperior(models.Model):
    """Under whom an agency stood until it was given another superior: on ``until`` it stood under that one already.

    A correction of what was entered wrongly leaves none: the agency then always stood where it stands now.
    """

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="former_superiors")
    superior = models.ForeignKey(
        Agency, verbose_name="原上级", null=True, blank=True, on_delete=models.PROTECT, related_name="formerly_below"
    )
    """None where it stood at the top."""
    until = models.DateField("调整日期")

    class Meta:
        verbose_name = "原上级"
        verbose_name_plural = "原上级"
        ordering = ("until", "id")

    def __str__(self) -> str:
        return f"{self.agency}：{self.superior or '—'}（至{self.until}）"


class Section(models.Model):
    """A section inside an agency (科室)."""

    agency = models.ForeignKey(Agency, verbose_name="单位", on_delete=models.PROTECT, related_name="sections")
    name = models.CharField("科室", max_length=60)
    closed = models.BooleanField("已撤销", default=False)

    class Meta:
        verbose_name = "科室"
        verbose_name_plural = "科室"
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="section_once"),)

    def __str__(self) -> str:
        return self.name


class Ruling(models.Model):
    """What a superior lays down for those below it from a day on, until its next ruling on the same for the same.

    What the law lays down is in the library's data. Rows are never changed but to be voided, so that they are the
    history.
    """

    superior = models.ForeignKey(Agency, verbose_name="上级机关", on_delete=models.PROTECT, related_name="rulings")
    key = models.CharField("规定事项", max_length=40)
    """What it is about: one of ``agencies.rulings.keys``."""
    value = models.TextField("内容", blank=True)
    """As the key writes it; empty where from that day on nothing is laid down any more."""
    since = models.DateField("自哪一天起")
    kind = models.CharField("适用类型", max_length=20, choices=Kind, blank=True, help_text="不选则适用全部下级。")
    agency = models.ForeignKey(
        Agency, verbose_name="适用单位", null=True, blank=True, on_delete=models.PROTECT, related_name="own_rulings"
    )
    source = models.CharField("通知文号或名称", max_length=200)
    reason = models.CharField("原因", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    """Who entered it; nobody known for what was entered before this was kept."""
    at = models.DateTimeField("登记时间", null=True, editable=False)
    voided = models.BooleanField("已撤回", default=False, editable=False)

    class Meta:
        verbose_name = "上级规定"
        verbose_name_plural = "上级规定"
        ordering = ("key", "-since", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("superior", "key", "since", "kind"),
                condition=Q(agency=None, voided=False),
                name="ruling_once_a_day_for_a_kind",
            ),
            models.UniqueConstraint(
                fields=("superior", "key", "since", "agency"),
                condition=Q(agency__isnull=False, voided=False),
                name="ruling_once_a_day_for_an_agency",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.since}"

    @property
    def whom(self) -> str:
        """Whom of those below it binds."""
        if self.agency is not None:
            return str(self.agency)
        return self.get_kind_display() if self.kind else "全部下级"
