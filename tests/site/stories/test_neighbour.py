"""A clerk of one township tries every address of its neighbour; the addresses are read from the site itself.

That they open for somebody whose business it is, without which this would prove nothing: ``test_who_opens_what``.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.filings.models import FilingLink
from gongkai_site.people.models import Membership, Role
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.redaction.models import RedactionCase
from gongkai_site.screening.models import Stopped
from tests.site.annual import build as annual
from tests.site.build import actor, county, due_by, person, signed_in
from tests.site.filings import build as filings
from tests.site.intake import build as intake

NAMESPACES = ("people", "audit", "agencies", "records", "annual", "filings", "intake", "screening", "redaction")


@dataclass(frozen=True)
class Address:
    """One address of the back office: its full name, what it asks for, its route."""

    name: str
    converters: tuple[str, ...]
    route: str

    def filled(self, values: dict[str, Any]) -> str:
        """The address of the township's own thing."""
        route = self.route
        for each in self.converters:
            value = values.get(f"{self.name}.{each}", values.get(f"{self.name.split(':')[0]}.{each}", values.get(each)))
            assert value is not None, f"{self.name} asks for {each}"
            start = route.index("<")
            route = route[:start] + str(value) + route[route.index(">", start) + 1 :]
        return "/" + route


def addresses() -> Iterator[Address]:
    """Every address below a namespace of ours in the back office."""

    def walk(resolver: URLResolver, prefix: str, names: tuple[str, ...], asked: tuple[str, ...]) -> Iterator[Address]:
        for each in resolver.url_patterns:
            route, more = prefix + str(each.pattern), (*asked, *each.pattern.converters)
            if isinstance(each, URLResolver):
                yield from walk(each, route, (*names, each.namespace) if each.namespace else names, more)
            elif names and names[-1] in NAMESPACES and route.startswith("admin/"):
                yield Address(f"{names[-1]}:{each.name}", more, route)

    yield from walk(get_resolver(), "", (), ())


@dataclass
class Township:
    """A township with one of everything, and what its addresses are filled with."""

    agency: Agency
    neighbour: Agency
    uploader: Client
    """Of the file that waits to be imported."""
    values: dict[str, Any]


@pytest.fixture
def township() -> Township:
    _, (town, neighbour) = county()
    below = Agency.objects.create(name="镇便民服务中心", superior=town, kind="branch", level="township", path="x")
    below.path = f"{town.path}{below.pk}/"
    below.save()
    clerk = person(town, Role.CLERK)
    section = town.sections.create(name="办公室")
    request = annual.request(town, "2025-01-03", "2025-01-20")
    annual.report(town, 2025)
    version = filings.version(town, 2024)
    filing = filings.filed(version)
    batch = ImportBatch.objects.create(
        agency=town, register="requests", file=ContentFile(b"x", "a.csv"), file_name="a.csv", sha256="0" * 64
    )
    staged = StagedFile.objects.create(
        agency=town,
        register="requests",
        by=clerk,
        file=ContentFile("登记编号,收到日期\n".encode(), "b.csv"),
        file_name="b.csv",
    )
    link = FilingLink.objects.create(
        agency=below, superior=town, year=2025, token_sha256="1" * 64, expires_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    )
    document = intake.dropped(actor(town), town, "report.html", intake.html(town.name))
    sealed = Stopped.objects.create(agency=town, name="x", sha256="2" * 64, file=document.file.name)
    picture = ContentFile(b"x", "page.png")
    redacted = RedactionCase.objects.create(
        agency=town, title="来信", state="released", name="a.pdf", sha256="0" * 64, page_count=1,
        file=ContentFile(b"x", "a.pdf"), output=ContentFile(b"x", "b.pdf"),
    )  # fmt: skip
    redacted.pages.create(number=1, picture=picture, after=picture, width=1, height=1)
    ruling = due_by(town, dt.date(2026, 1, 10))
    reorganisation = Reorganisation.objects.create(
        agency=town, what="renamed", on=dt.date(2025, 5, 1), old_name="旧名", new_name=town.name, basis="批复"
    )
    role = clerk.memberships.get()
    duty = role.assignments.create(function="handling", since=dt.date(2020, 1, 1))
    values = {
        "agency_id": town.pk, "user_id": clerk.pk, "membership_id": role.pk, "assignment_id": duty.pk,
        "what": "password",
        "section_id": section.pk, "ruling_id": ruling.pk, "reorganisation_id": reorganisation.pk,
        "year": 2025, "scope": "own", "key": "requests.received.total", "agencies:lay-down.key": "report.due",
        "register": "requests",
        "records.pk": request.pk, "records:staged.pk": staged.pk, "records:file.pk": batch.pk,
        "records:undo.pk": batch.pk,
        "annual.pk": version.pk, "kind": "docx", "which": "web", "version": version.pk,
        "filings.pk": filing.pk, "filings:withdraw.pk": link.pk, "of": below.pk,
        "intake.pk": document.pk, "screening.pk": sealed.pk, "redaction.pk": redacted.pk,
        "document_id": document.pk, "reading_id": 1, "number": 1,
    }  # fmt: skip
    return Township(town, neighbour, signed_in(clerk), values)


def test_no_address_of_the_township_opens_for_a_neighbour_with_every_role(township):
    clerk = person(township.neighbour, Role.CLERK)
    for role in (Role.SUPERVISOR, Role.ADMIN, Role.REVIEWER, Role.LEADER):
        Membership.objects.create(user=clerk, agency=township.neighbour, role=role, since=dt.date(2020, 1, 1))
    client = signed_in(clerk)
    opened = []
    for address in addresses():
        if not address.converters:
            continue
        url = address.filled(township.values)
        for answer in (client.get(url), client.post(url, {"reason": "x", "revision": "1"})):
            if answer.status_code not in {403, 404, 405}:
                opened.append((address.name, url, answer.status_code))
    assert opened == []


def test_a_visitor_is_led_to_the_sign_in_from_every_address(township):
    for address in addresses():
        answer = Client().get(address.filled(township.values))
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/"), address.name
