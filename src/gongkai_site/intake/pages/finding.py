"""Findings of the documents on a desk, by rule: confirmed or dismissed, many at once, with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.checking import Finding
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake.actions import decide_findings
from gongkai_site.intake.actions.deciding import OPEN
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.findings import decisions_on, key_of, live_findings
from gongkai_site.intake.models import FindingDecision, IncomingDocument
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.policy import may, require

_PER_PAGE = 20
"""Documents checked for one page: each is checked as it stands now, some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of one document, and what was said of it."""

    document: IncomingDocument
    finding: Finding
    decision: FindingDecision | None

    @property
    def pick(self) -> str:
        """What the form sends for it."""
        return f"{self.document.pk}:{key_of(self.finding)}"


@for_agency("intake.view")
def findings(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The findings of the documents that are not yet accepted; decide those that were ticked."""
    if request.method == "POST":
        require(actor(request), "intake.edit", agency)
        return _decide(request, agency)
    open_ = IncomingDocument.objects.filter(agency=agency, status__in=OPEN, content__isnull=False)
    shown = Paginator(open_.select_related("agency", "of_agency").order_by("pk"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    edits = may(actor(request), "intake.edit", agency)
    groups = by_rule(shown.object_list)
    left = sum(each.decision is None for group in groups for each in group)
    return page(
        request,
        "intake/findings_of_desk.html",
        {"shown": shown, "groups": groups, "edits": edits},
        title=_("来文的校验结果"),
        agency=agency,
        note=_("按已保存的核定结果校验尚未接收的来文，同一规则的排在一起。"),
        steps=[Step(_("认定本页{n}条校验结果").format(n=left), "#found", _("属实的由报送单位更正，不是问题的写明原因"))]
        if left and edits
        else [],
    )


def by_rule(documents: Iterable[IncomingDocument]) -> list[list[Found]]:
    """The findings of documents, those of one rule together, the rule found most often first."""
    listed = list(documents)
    decided = decisions_on(listed)
    groups: dict[str, list[Found]] = defaultdict(list)
    for document in listed:
        for each in live_findings(document, cell_states(document)):
            groups[each.rule].append(Found(document, each, decided.get((document.sha256, document.part, key_of(each)))))
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].finding.rule))


def _decide(request: HttpRequest, agency: Agency) -> HttpResponse:
    back = reverse("intake:findings", args=[agency.pk])
    asked: dict[int, list[str]] = defaultdict(list)
    try:
        for each in request.POST.getlist("pick"):
            number, _colon, key = each.partition(":")
            if not (number.isascii() and number.isdigit() and len(number) < 16):
                raise InvalidInput("选中的内容不对，请刷新页面后重新勾选。")
            asked[int(number)].append(key)
        if not asked:
            raise InvalidInput("没有选中校验结果。", advice="请先勾选。")
        if len(asked) == 1 and request.POST.get("from") == "document":
            back = reverse("intake:document", args=[agency.pk, next(iter(asked))])
        with transaction.atomic():
            there = IncomingDocument.objects.filter(agency=agency, pk__in=asked)
            for document in there.select_related("agency", "of_agency").order_by("pk"):
                decide_findings(
                    actor(request),
                    document,
                    asked[document.pk],
                    stands=request.POST.get("stands") == "yes",
                    reason=request.POST.get("reason", ""),
                )
    except SiteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已认定{n}条校验结果。").format(n=sum(map(len, asked.values()))))
    return redirect(back)
