"""The handbook: every page of the back office names a chapter that exists, and every chapter is whole."""

import re
from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver, reverse

from gongkai_site.handbook.chapters import chapter, folder, keys
from gongkai_site.handbook.named import chapter_of, pages
from gongkai_site.people.models import Role
from tests.site import build

REPOSITORY = Path(__file__).parents[3]


def view_names(resolver: URLResolver, space: str = "") -> set[str]:
    """The names of all addresses below ``/admin/``, as a request knows them."""
    found = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found |= view_names(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif each.name:
            found.add(f"{space}{each.name}")
    return found


def back_office() -> set[str]:
    below = [each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"]
    return {name for each in below if isinstance(each, URLResolver) for name in view_names(each)}


def test_every_page_names_a_chapter_of_its_own_or_of_its_app() -> None:
    unnamed = {name for name in back_office() if name not in pages() and name.split(":")[0] not in pages()}
    # Neither is a page: a picture, and where a browser keeps what is being written.
    assert unnamed == {"help-picture", "draft"}


@pytest.mark.parametrize("name", sorted(pages()))
def test_what_a_page_names_is_there(name: str) -> None:
    known = back_office() | {each.split(":")[0] for each in back_office()} | {"workbench"}
    assert name in known, "no such page"
    key, _sharp, section = chapter_of(name).partition("#")
    assert not section or section in chapter(key).sections


@pytest.mark.parametrize("key", keys())
def test_links_and_pictures_of_a_chapter_lead_somewhere_and_nothing_breaks_the_policy(key: str) -> None:
    html = chapter(key).html
    for name in re.findall(r'<img [^>]*src="([^"]+)"', html):
        assert Path(folder(), name).is_file(), name
    for other, section in re.findall(r'href="([a-z-]+)(?:#([^"]+))?"', html):
        assert not section or section in chapter(other).sections
        assert other in keys()
    assert not re.search(r"[\u4e00-\u9fff，。；：]\n[\u4e00-\u9fff“（]", html), "a space would show within a sentence"
    assert "style=" not in html and "<script" not in html


def test_the_documentation_shows_the_same_chapters() -> None:
    assert (REPOSITORY / "docs" / "handbook").resolve() == Path(folder()).resolve()
    listed = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    assert all(f"handbook/{key}.md" in listed for key in keys())


def test_a_page_leads_to_its_chapter_and_that_is_shown() -> None:
    town = build.agency()
    client = build.signed_in(build.person(town, Role.CLERK))
    address = reverse("help", args=["clerk"])
    assert f'href="{address}#registers"' in client.get(reverse("records:overview", args=[town.pk])).content.decode()
    shown = client.get(address).content.decode()
    assert 'id="registers"' in shown and "十二本" in shown
    picture = client.get(reverse("help-picture", args=["clerk-first-page.png"]))
    assert picture["Content-Type"] == "image/png"


@pytest.mark.parametrize("address", ["/admin/help/nothing", "/admin/help/pictures/nothing.png", "/admin/help/__init__"])
def test_what_the_handbook_does_not_have_is_not_found(address: str) -> None:
    assert build.signed_in(build.person(build.agency())).get(address).status_code == 404
