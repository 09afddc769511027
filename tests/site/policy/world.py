"""One of every kind of object in a county, and one of every kind of actor, of whom the policy is asked both ways."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from gongkai_site.agencies.models import Agency, FormerSuperior, Reorganisation, Ruling
from gongkai_site.annual.models import (
    Explanation,
    Override,
    Placement,
    Scope,
    SectionText,
    Waiver,
    ZeroConfirmation,
)
from gongkai_site.facts.models import Appraisal, Circulation, HotlineTicket, Inspection, Publication, Training
from gongkai_site.filings.models import Consolidated, Consolidation, FilingLink, Reminder
from gongkai_site.intake.models import EarlierReading, FindingDecision, IncomingDocument, Verdict
from gongkai_site.people.models import Assignment, Membership, Role, User
from gongkai_site.policy import PUBLIC, SYSTEM, Actor
from gongkai_site.records.models import ColumnMapping, Counter, ImportBatch, StagedFile
from gongkai_site.redaction.models import RedactionCase, RedactionPage, Search, State
from gongkai_site.requests.models import Applicant
from gongkai_site.screening.models import Stopped
from tests.site.annual import build as annual
from tests.site.build import agency, county, person
from tests.site.filings import build as filings

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)
DAY = dt.date(2025, 2, 3)
PLACES = ("own", "above", "neighbour", "below")


@dataclass
class World:
    """A county: the government above, a township, its neighbour, an office below the township."""

    places: dict[str, Agency]
    sections: dict[str, int]

    def actors(self) -> dict[str, Actor]:
        """Everybody, each with a reading of his own."""
        people = {f"{place}-{role}": self._actor((place, role)) for place in PLACES for role in Role.values}
        return people | {
            "section-clerk": self._actor(("own", "clerk"), section="office"),
            "other-section-clerk": self._actor(("own", "clerk"), section="finance"),
            "two-sections": self._actor(("own", "clerk"), ("own", "reviewer"), section="finance"),
            "section-clerk-and-leader": self._two(("own", "clerk", "finance"), ("own", "leader", "")),
            "clerk-of-two-agencies": self._actor(("own", "clerk"), ("neighbour", "reviewer")),
            "formerly": self._actor(("own", "clerk"), until=YESTERDAY),
            "no-role": Actor.person(person()),
            "system-admin": Actor.person(person(is_system_admin=True)),
            "admin-with-role": self._actor(("own", "leader"), is_system_admin=True),
            "shut": self._shut(),
            "public": PUBLIC,
            "machine": SYSTEM,
            "final-reviewer": self._actor(("below", "reviewer"), function="final-review"),
            "past-reviewer": self._actor(("below", "reviewer"), function="final-review", function_until=YESTERDAY),
            "first-reviewer": self._actor(("below", "reviewer"), function="first-review"),
            "secrecy-reviewer": self._actor(("below", "reviewer"), function="secrecy-review"),
            "signing-leader": self._actor(("below", "leader"), function="signing"),
            "deputy-of-the-signing-leader": self._deputy(),
            "who-marked": self._marked(),
            "link": self._holder("own"),
            "other-link": self._holder("neighbour"),
        }

    def _actor(
        self, *roles: tuple[str, str], section: str = "", until: dt.date | None = None,
        function: str = "", function_until: dt.date | None = None, **more: bool,
    ) -> Actor:  # fmt: skip
        user = person(**more)
        for place, role in roles:
            given = self._give(user, place, role, section, until)
            if function:
                given.assignments.create(function=function, since=dt.date(2020, 1, 1), until=function_until)
        return Actor.person(user)

    def _deputy(self) -> Actor:
        """A reviewer who stands in for the leader who signs."""
        user = person(self.places["below"], Role.REVIEWER)
        leader = Assignment.objects.get(function="signing").membership.user
        self._give(user, "below", Role.LEADER, "")
        Membership.objects.filter(user=user, role=Role.LEADER).update(deputises=leader)
        return Actor.person(user)

    def _marked(self) -> Actor:
        """A reviewer who marked everything that his office redacted."""
        who = self._actor(("own", "reviewer"))
        for each in RedactionCase.objects.filter(agency=self.places["own"]):
            each.marked_by.add(who.user_id)
        return who

    def _two(self, *roles: tuple[str, str, str]) -> Actor:
        user = person()
        for place, role, section in roles:
            self._give(user, place, role, section)
        return Actor.person(user)

    def _holder(self, place: str) -> Actor:
        return Actor.holder(FilingLink.objects.get(agency=self.places[place]))

    def _shut(self) -> Actor:
        """Shut while his request runs."""
        who = self._actor(("own", "clerk"))
        User.objects.filter(pk=who.user_id).update(is_active=False)
        who.read_again()
        return who

    def _give(self, user: User, place: str, role: str, section: str, until: dt.date | None = None) -> Membership:
        return Membership.objects.create(
            user=user, agency=self.places[place], role=role, since=dt.date(2020, 1, 1), until=until,
            section_id=self.sections[section] if section else None,
        )  # fmt: skip


def world() -> World:
    """Make the county with one of everything in each of its places, and the requests of sections."""
    government, (town, neighbour) = county()
    below = agency(superior=town)
    places = dict(zip(PLACES, (town, government, neighbour, below), strict=True))
    sections = {name: town.sections.create(name=name).pk for name in ("office", "finance")}
    for each in places.values():
        _records(each)
        _reports(each)
        _papers(each, town if each == below else government)
    for section in sections.values():
        request = annual.request(town, "2025-01-03", section_id=section)
        Applicant.objects.create(request=request, name="张三")
    return World(places, sections)


def stored() -> dict[type[Model], list[Model]]:
    """Every object of every model of ours."""
    models = [each for each in apps.get_models() if each.__module__.startswith("gongkai_site.")]
    return {model: list(model._default_manager.all()) for model in models}


def _records(where: Agency) -> None:
    Applicant.objects.create(request=annual.request(where, "2025-01-03", "2025-01-20"), name="李四")
    annual.dispute(where, "2025-02-03")
    annual.document(where, "2025-02-03")
    annual.decision(where, "2025-02-03")
    annual.count(where, "2025-01-01", "2025-02-01", 3)
    annual.fee(where, "2025-02-03", 100)
    Publication.objects.create(agency=where, heading="x", channel="site", title="x", published_on=DAY)
    Circulation.objects.create(agency=where, title="x", village="x", sent_on=DAY)
    Training.objects.create(agency=where, title="x", held_on=DAY, participants=1)
    Inspection.objects.create(agency=where, inspected_on=DAY, place="x", finding="x")
    Appraisal.objects.create(agency=where, kind="public", on=DAY, result="x")
    HotlineTicket.objects.create(agency=where, number="x", received_on=DAY, topic="x")
    batch = ImportBatch.objects.create(agency=where, register="requests", file="a", file_name="a", sha256="0")
    StagedFile.objects.create(
        agency=where, register="requests", by=person(where), file="b", file_name="b", sha256=batch.sha256
    )
    ColumnMapping.objects.create(agency=where, register="requests", header="x")
    Counter.objects.create(agency=where, series="requests:import", year=2025)


def _reports(where: Agency) -> None:
    """A draft, a version that was only locked, one published here, one elsewhere, one handed up."""
    draft = annual.report(where, 2026)
    SectionText.objects.create(report=draft, key="overview")
    Override.objects.create(report=draft, cell="x", value=1, reason="x")
    ZeroConfirmation.objects.create(report=draft, kind="x")
    Waiver.objects.create(report=draft, fingerprint="0", kind="x", words="x")
    Explanation.objects.create(report=draft, rule="x", message="x", reason="x")
    annual.version(annual.report(where, 2025))
    for year, own in ((2024, True), (2023, False)):
        version = filings.version(where, year)
        Placement.objects.create(version=version, own_pages=own, on=dt.date(year + 1, 1, 1))
        Placement.objects.create(version=version, own_pages=own, on=dt.date(year + 1, 1, 2))
        annual.version(version.report)
    area = annual.report(where, 2024, scope=Scope.AREA)
    Consolidation.objects.create(report=area)
    Consolidated.objects.create(version=annual.version(area), agency=where)
    if where.superior is not None:
        filings.filed(filings.version(where, 2022))


def _papers(where: Agency, superior: Agency) -> None:
    read = IncomingDocument.objects.create(agency=where, file="x", name="x", sha256="0")
    IncomingDocument.objects.create(agency=where, file="y", name="y", sha256="1", status="sealed", sealed=True)
    Stopped.objects.create(agency=where, name="y", sha256="1", file="y")
    EarlierReading.objects.create(document=read, digest="0", content={})
    FindingDecision.objects.create(agency=where, sha256="0", key="0", rule="x", message="x", stands=True, reason="x")
    Verdict.objects.create(agency=where, sha256="0", cell="x", accepted=True)
    for state in (State.REVIEW, State.RELEASED):
        case = RedactionCase.objects.create(agency=where, title="x", state=state, file="x", name="x", sha256="0")
        RedactionPage.objects.create(case=case, number=1, picture="x", width=1, height=1)
        Search.objects.create(case=case, kind=Search.Kind.WORD, text="x")
    Reminder.objects.create(agency=where, superior=superior, year=2025, text="x")
    FilingLink.objects.create(
        agency=where, superior=superior, year=2025, token_sha256=str(where.pk), expires_at=timezone.now()
    )
    Reorganisation.objects.create(agency=where, what="renamed", on=dt.date(2025, 1, 1), basis="x")
    FormerSuperior.objects.create(agency=where, superior=superior, until=dt.date(2019, 1, 1))
    Ruling.objects.create(superior=superior, key="report.due", since=dt.date(2025, 1, where.pk % 28 + 1), source="x")
    Ruling.objects.create(superior=superior, agency=where, key="report.due", since=dt.date(2025, 1, 1), source="x")
