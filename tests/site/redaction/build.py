"""Cases for the tests of the site's redaction, opened and made without the worker."""

from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor
from gongkai_site.redaction.actions import bring, mark_page, open_case, produce, submit
from gongkai_site.redaction.marks import Box, Decided, Drawn
from gongkai_site.redaction.models import RedactionCase, RedactionPage
from tests.redaction.kit import pages_of_text

BOX = Box(10, 5, 40, 12)


def text_pdf(*texts: str) -> bytes:
    """A PDF with a page for each text."""
    return pages_of_text(*(texts or ("张三的电话是13912345678。",)))


def opened(who: Actor, agency: Agency, *texts: str) -> RedactionCase:
    """A case that is ready to be marked."""
    case = bring(who, agency, "来信.pdf", text_pdf(*texts), title="关于道路的来信")
    open_case(case)
    return fresh(case)


def fresh(case: RedactionCase) -> RedactionCase:
    """The case as it stands now."""
    return RedactionCase.objects.select_related("agency").get(pk=case.pk)


def page(case: RedactionCase, number: int = 1) -> RedactionPage:
    return case.pages.select_related("case__agency").get(number=number)


def boxed(box: Box = BOX, ground: str = "privacy") -> Decided:
    return Decided((Drawn(box, ground),))


def marked(who: Actor, case: RedactionCase) -> RedactionCase:
    """Every page with a box on it."""
    for each in case.pages.select_related("case__agency"):
        mark_page(who, each, boxed(), revision=each.revision)
    return fresh(case)


def made(who: Actor, agency: Agency, *texts: str) -> RedactionCase:
    """A case that waits for the second person."""
    case = marked(who, opened(who, agency, *texts))
    submit(who, case, revision=case.revision)
    case = fresh(case)
    produce(case, case.revision)
    return fresh(case)
