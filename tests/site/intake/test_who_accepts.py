"""Reading a document must not be a way around those who sign and those who receive."""

import pytest
from django.utils import timezone

from gongkai_site.annual.models import Scope, Version
from gongkai_site.errors import NotAllowed
from gongkai_site.intake.actions import accept
from gongkai_site.people.models import Role
from tests.site.build import actor, county
from tests.site.intake.build import dropped, html

DUE = timezone.localdate().year - 1


@pytest.mark.parametrize(
    ("whose", "year", "scope", "roles"),
    [
        ("below", DUE, Scope.OWN, {Role.SUPERVISOR}),
        ("below", DUE - 2, Scope.OWN, {Role.SUPERVISOR}),
        ("own", DUE, Scope.OWN, {Role.REVIEWER}),
        ("own", DUE, Scope.AREA, {Role.SUPERVISOR}),
        ("own", DUE - 2, Scope.OWN, {Role.CLERK, Role.REVIEWER, Role.SUPERVISOR}),
    ],
    ids=["below", "below-past", "own-due", "own-area", "own-past"],
)
@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.SUPERVISOR])
def test_a_document_is_accepted_by_those_whose_report_it_becomes(whose, year, scope, roles, role):
    government, (town, _) = county()
    agency = town if whose == "below" else government
    document = dropped(actor(government), government, "report.html", html(agency.name, year))
    assert document.of_agency == agency
    who = actor(government, role)
    if role in roles:
        assert accept(who, document, revision=document.revision, scope=scope).report.agency == agency
    else:
        with pytest.raises(NotAllowed):
            accept(who, document, revision=document.revision, scope=scope)
        assert not Version.objects.exists()


@pytest.mark.parametrize(("role", "may"), [(Role.CLERK, False), (Role.SUPERVISOR, False), (Role.REVIEWER, True)])
def test_ones_own_locked_report_is_corrected_by_those_who_may_correct_it(role, may):
    government, _ = county()
    clerk, year = actor(government), DUE - 2
    first = dropped(clerk, government, "first.html", html(government.name, year))
    accept(clerk, first, revision=first.revision)
    second = dropped(clerk, government, "second.html", html(government.name, year, requests__received__total=1))
    who = actor(government, role)
    if may:
        assert accept(who, second, revision=second.revision, correction=True, reason="漏统计").number == 2
    else:
        with pytest.raises(NotAllowed):
            accept(who, second, revision=second.revision, correction=True, reason="漏统计")
        assert Version.objects.count() == 1
