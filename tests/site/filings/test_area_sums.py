"""An area's report is held against what its agencies handed in, wherever the site checks it."""

import pytest

from gongkai.checking import Finding
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.current import live_findings
from gongkai_site.annual.models import Scope
from gongkai_site.filings.models import Filing
from tests.site.build import agency, county
from tests.site.filings.build import RECEIVED, YEAR, content, filed, supervisor, version

LICENCES = "proactive.licences.decisions"


def sums(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.rule == "consolidation.sums"]


@pytest.fixture
def area() -> tuple[Agency, list[Agency]]:
    """A county whose first township handed in five licences, whose second is still waiting to be accepted."""
    government, towns = county(2)
    version(government)
    filed(version(towns[0], proactive__licences__decisions=5))
    filed(version(towns[1], proactive__licences__decisions=6), Filing.State.FILED)
    return government, towns


def test_a_draft_that_states_its_sums_only_names_who_is_not_in_them(area):
    government, towns = area
    (one,) = sums(live_findings(begin_report(supervisor(government), government, YEAR, Scope.AREA)))
    assert f"{towns[1]}（已报送，尚未接收）" in one.message and one.severity == "notice"


def test_a_document_that_states_other_figures_has_each_of_them_named_when_it_is_locked(area):
    government, _ = area
    boss = supervisor(government)
    document = content(government, proactive__licences__decisions=7)
    made = lock_document(boss, government, YEAR, Scope.AREA, document, right="consolidation.write", on=government)
    said = [each for each in made.findings if each["rule"] == "consolidation.sums"]
    differing = [(each["cells"], each["expected"], each["found"]) for each in said if each["found"] is not None]
    assert differing == [([LICENCES], 5, 7)]


def test_nobody_reports_below_a_township_and_an_own_report_is_no_area(area):
    government, towns = area
    assert sums(findings_of(content(towns[0]), towns[0], YEAR, Scope.AREA, None)) == []
    (own,) = sums(findings_of(content(government), government, YEAR, Scope.OWN, None))
    assert own.severity == "not run"


def test_who_handed_up_only_an_own_report_though_others_are_below_is_named(area):
    government, towns = area
    agency("安平县第1镇农业站", towns[0])
    found = sums(findings_of(content(government, proactive__licences__decisions=5), government, YEAR, "area", None))
    assert "只报送了本机关的报告" in found[-1].message and RECEIVED not in found[-1].cells
