"""Lists: filter, order and page exchange the table alone where htmx asks for it, and lead to the whole page else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from gongkai_site.agencies.models import Agency
from tests.site.build import actor, county, person, signed_in
from tests.site.records.build import record

HTMX = {"HX-Request": "true"}


def agencies() -> tuple[Client, str, list[str]]:
    """The list of a county with the names in it, sorted."""
    government, _towns = county(3)
    names = sorted(Agency.objects.values_list("name", flat=True))
    return signed_in(person(government, "supervisor")), reverse("agencies:list"), names


def fees() -> tuple[Client, str, list[str]]:
    """A register with three records."""
    _government, (town, *_others) = county(2)
    for item in ("A费", "B费", "C费"):
        record(actor(town), town, "fees", item=item)
    address = reverse("records:list", args=(town.pk, "fees"))
    return signed_in(person(town)), address, ["A费", "B费", "C费"]


def people() -> tuple[Client, str, list[str]]:
    """The people of one agency."""
    _government, (town, *_others) = county(2)
    names = ["安然", "白露", "陈思"]
    users = [person(town, role) for role in ("agency-admin", "clerk", "leader")]
    for user, name in zip(users, names, strict=True):
        user.name = name
        user.save(update_fields=("name",))
    return signed_in(users[0]), reverse("people:list", args=(town.pk,)), names


LISTS = [agencies, fees, people]
Made = Callable[[], tuple[Client, str, list[str]]]


def rows(html: str) -> list[str]:
    """What heads each row of the table."""
    found = re.findall(r'<th scope="row".*?<a [^>]*>([^<]*)</a>', html, re.DOTALL)
    return [each.strip() for each in found]


@pytest.mark.parametrize("make", LISTS)
def test_htmx_gets_the_table_alone_and_everybody_else_the_page(make: Made) -> None:
    browser, address, names = make()
    whole, part = browser.get(address), browser.get(address, headers=HTMX)
    assert "<html" in whole.content.decode() and whole.content.decode().count('id="listing"') == 1
    assert part.content.decode().lstrip().startswith('<div id="listing"') and "<html" not in part.content.decode()
    assert rows(part.content.decode()) == rows(whole.content.decode()) and len(names) == len(
        rows(part.content.decode())
    )
    # What goes back in the browser's history needs the page, and no cache may take one for the other.
    assert "<html" in browser.get(address, headers=HTMX | {"HX-History-Restore-Request": "true"}).content.decode()
    assert "HX-Request" in part["Vary"] and "HX-Request" in whole["Vary"]


@pytest.mark.parametrize("make", LISTS)
def test_a_column_sorts_both_ways_by_a_link_that_keeps_the_filter(make: Made) -> None:
    browser, address, names = make()
    html = browser.get(address, {"year": "all", "past": "on"}).content.decode()
    up = re.search(r'href="(\?[^"]*sort=[^"]*)" hx-get="([^"]*)"', html)
    assert up and up[1] == up[2] and "past=on" in up[1] and "page" not in up[1]
    column = re.search(r"sort=(\w+)", up[1])
    assert column
    first = rows(browser.get(address, {"year": "all", "sort": column[1]}).content.decode())
    down = browser.get(address, {"year": "all", "sort": f"-{column[1]}"}).content.decode()
    assert sorted(first) == names and rows(down) == first[::-1] and 'aria-sort="descending"' in down


@pytest.mark.parametrize(
    "query", ["sort=nothing", "sort=pk", "page=99", "page=x", "sort=-", "kind=x", "year=x&sort=state"]
)
@pytest.mark.parametrize("make", LISTS)
def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(make: Made, query: str) -> None:
    browser, address, names = make()
    html = browser.get(f"{address}?{query}").content.decode()
    assert sorted(rows(html)) == sorted(names)
