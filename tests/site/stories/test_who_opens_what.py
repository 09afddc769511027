"""Actor × address: who opens each address of the back office, written out; "above" is the township's superior."""

from django.test import Client

from gongkai_site.people.models import Role
from tests.site.build import person, signed_in
from tests.site.stories.test_neighbour import Township, addresses, township

__all__ = ["township"]

OPENS = {
    "clerk, reviewer, leader, agency-admin, supervisor, clerk above, reviewer above, leader above, agency-admin above, "
    "supervisor above, system": "agencies:list agencies:export agencies:open agencies:due agencies:rulings",
    "agency-admin, supervisor, agency-admin above, supervisor above, system": "agencies:import people:import "
    "people:export",
    "agency-admin, supervisor above, system": "agencies:edit agencies:add-section agencies:section people:add "
    "people:edit people:role people:account people:end people:function people:end-function",
    "agency-admin, supervisor, supervisor above, system": "people:list people:person",
    "reviewer, leader, agency-admin, supervisor above, system": "audit:events",
    "supervisor, supervisor above, system": "agencies:add people:moving-in",
    "supervisor above, system": "agencies:correct agencies:place agencies:reorganise agencies:undo",
    "supervisor, system": "agencies:lay-down agencies:withdraw-ruling people:accept-date",
    "system": "agencies:add-top people:administrators people:appoint",
    # The year's records are for the agency's own people.
    "clerk, reviewer, leader, agency-admin": "records:overview records:list records:open annual:cell annual:papers "
    "annual:screening annual:signoff annual:sheet annual:sheet-file",
    "clerk, reviewer, leader": "redaction:list redaction:case redaction:page redaction:review redaction:source "
    "redaction:output redaction:picture redaction:after records:export annual:publish",
    "clerk, reviewer": "redaction:upload records:add records:import records:file records:undo records:correct "
    "records:void records:applicant records:blank annual:write annual:paste",
    "reviewer": "records:anonymise",
    "uploader": "records:staged",
    # The year in hand was not handed up, the year before was.
    "clerk, reviewer, leader, agency-admin, supervisor": "annual:list annual:report annual:versions",
    "clerk, reviewer, leader, agency-admin, supervisor, supervisor above": "annual:file annual:fragment filings:own "
    "filings:filing",
    "clerk, reviewer, supervisor, supervisor above": "intake:list intake:document intake:assign intake:refuse "
    "intake:restore intake:reread intake:accept intake:file intake:findings intake:restore-reading",
    "clerk, reviewer, supervisor": "intake:upload intake:assign-picked",
    "supervisor, supervisor above": "filings:list filings:overview filings:export filings:letters",
    "clerk, reviewer, leader, supervisor": "screening:list screening:stopped",
    "reviewer, leader, supervisor": "screening:file",
    "supervisor": "filings:links filings:withdraw filings:paper filings:consolidation filings:papers",
}
NEEDS_MORE = {
    "records:link", "records:progress", "people:administrator",
    "annual:late", "annual:fact", "annual:scan", "annual:version-scan",
    "intake:picture", "filings:slip", "filings:slip-file",
}  # fmt: skip
"""Addresses of what this township has not got (a dispute, a signed scan, a PDF, a returned report …); their own tests
open them."""
ONLY_SENT = {
    "annual:zero",
    "annual:check",
    "annual:preview",
    "filings:remind",
    "redaction:from-document",
    "redaction:decide-picked",
    "redaction:search",
    "redaction:submit",
    "redaction:release",
    "redaction:return",
    "redaction:drop",
}
"""Addresses that only take a form."""


def test_each_address_opens_for_those_whose_business_it_is_and_nobody_else(township: Township) -> None:
    clients: dict[str, Client] = {}
    for role in Role.values:
        clients[role] = signed_in(person(township.agency, role))
        clients[f"{role} above"] = signed_in(person(township.agency.superior, role))
    clients["system"] = signed_in(person(is_system_admin=True))
    wanted = {name: set(who.split(", ")) for who, names in OPENS.items() for name in names.split()}
    wanted |= {name: set() for name in NEEDS_MORE}
    found, sent = {}, set()
    for address in addresses():
        url = address.filled(township.values)
        answers = {who: client.get(url).status_code for who, client in clients.items()}
        if 405 in answers.values():
            sent.add(address.name)
            continue
        found[address.name] = {who for who, status in answers.items() if status in (200, 302)}
        if address.name not in NEEDS_MORE:
            assert {200, 302, 403} >= set(answers.values()), (address.name, answers)
        if address.name == "records:staged" and township.uploader.get(url).status_code == 200:
            found[address.name].add("uploader")
    other = {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}
    assert not other, "\n".join(f"{name}: {found.get(name)} instead of {wanted.get(name)}" for name in sorted(other))
    assert sent == ONLY_SENT
