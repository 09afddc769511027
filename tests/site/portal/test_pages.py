"""What holds of every public page: a strict policy for contents, no script, the visitor's display and language."""

import re

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.site import build
from tests.site.portal.build import published


@pytest.fixture
def addresses() -> list[str]:
    county, (township,) = build.county(1)
    published(township)
    published(township, reason="更正")
    return [
        "/",
        "/?q=镇&kind=township",
        f"/?superior={county.pk}",
        f"/agencies/{township.pk}/",
        f"/agencies/{township.pk}/2025/",
        f"/agencies/{township.pk}/2025/1/",
        "/agencies/987654/",
    ]


def pages(client: Client, addresses: list[str]) -> list[LexborHTMLParser]:
    return [LexborHTMLParser(client.get(each).content) for each in addresses]


def test_every_page_carries_the_strict_policy_and_nothing_that_breaks_it(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        answer = client.get(address)
        policy = {each.split()[0]: each.split()[1:] for each in answer["Content-Security-Policy"].split(";")}
        assert [policy[name] for name in ("default-src", "style-src", "form-action")] == [["'self'"]] * 3
        assert policy["script-src"] == []  # none at all
        html = answer.content.decode()
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html)
        tree = LexborHTMLParser(html)
        asked = [node.attributes.get("href") or node.attributes.get("src") for node in tree.css("link, img, iframe")]
        assert asked and all(each.startswith("/") and not each.startswith("//") for each in asked)


def test_every_page_has_its_language_landmarks_one_heading_and_a_title_of_its_own(
    client: Client, addresses: list[str]
) -> None:
    trees = pages(client, addresses)
    for tree in trees:
        assert tree.css_first("html").attributes["lang"] == "zh-Hans"
        assert [len(tree.css(name)) for name in ("main", "h1", "header.site", "footer.site")] == [1, 1, 1, 1]
        assert tree.css_first("body").css_first("a").attributes["href"] == "#content"
        assert all(table.css_first("caption") is not None for table in tree.css("table"))
        assert all(head.attributes.get("scope") for head in tree.css("th"))
    assert len({tree.css_first("title").text() for tree in trees}) == len(trees)


@pytest.mark.parametrize(
    ("switches", "classes", "pressed"),
    [
        ([], "", ["false", "false"]),
        (["large"], "large", ["true", "false"]),
        (["large", "contrast"], "large contrast", ["true", "true"]),
        (["large", "contrast", "large"], "contrast", ["false", "true"]),
        (["nonsense", ""], "", ["false", "false"]),
    ],
)
def test_the_display_is_kept_on_every_page(
    addresses: list[str], switches: list[str], classes: str, pressed: list[str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    for switch in switches:
        answer = client.post("/display/", {"switch": switch, "next": addresses[3]})
        assert (answer.status_code, answer["Location"]) == (302, addresses[3])
    for tree in pages(client, addresses):
        assert tree.css_first("html").attributes["class"] == classes
        assert [node.attributes["aria-pressed"] for node in tree.css("button[name=switch]")] == pressed


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
@pytest.mark.parametrize("address", ["/display/", "/language/"])
def test_no_switch_leads_to_another_host(client: Client, address: str, back: str) -> None:
    answer = client.post(address, {"switch": "large", "language": "en", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_interface_changes_its_language_and_the_report_keeps_its_own(addresses: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/language/", {"language": "en", "next": "/"})
    tree = LexborHTMLParser(client.get(addresses[4]).content)
    assert tree.css_first("html").attributes["lang"] == "en"
    assert tree.css_first("article").attributes["lang"] == "zh-Hans"
    client.post("/language/", {"language": "zh-hans", "next": "/"})
    assert LexborHTMLParser(client.get("/").content).css_first("html").attributes["lang"] == "zh-Hans"


def test_a_public_page_sets_no_cookie_and_is_only_read(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        assert not client.get(address).cookies
        assert client.post(address).status_code in (404, 405)
    assert client.get("/display/").status_code == client.get("/language/").status_code == 405


def test_what_an_agency_is_called_cannot_become_markup(client: Client) -> None:
    agency = build.agency(
        "<b>镇</b>\"'&", address="<script>1</script>", place="<i>", website='https://a.example/?a="><b>'
    )
    published(agency, reason="<u>更正</u>")
    for address in ("/", f"/agencies/{agency.pk}/", f"/agencies/{agency.pk}/2025/"):
        tree = LexborHTMLParser(client.get(address).content)
        assert not tree.css("main b, main i, main u, script")
