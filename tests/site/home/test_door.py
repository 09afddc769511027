"""The door of the back office: what is private is kept nowhere, and who must have a second factor sets one up first."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from gongkai_site.people.models import Role
from tests.site.build import agency, person, signed_in
from tests.site.stories.test_neighbour import addresses


def test_no_page_of_the_back_office_is_kept_by_a_browser_or_a_proxy() -> None:
    client = signed_in(person(agency(), Role.CLERK))
    for address in addresses():
        url = "/" + address.route.split("<")[0]
        answer = client.get(url)
        assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"], url


@pytest.mark.parametrize("page", ["account_login", "account_change_password", "mfa_index", "workbench"])
def test_nor_is_a_page_of_an_account(page: str) -> None:
    for client in (Client(), signed_in(person(agency()))):
        assert "no-store" in client.get(reverse(page))["Cache-Control"]


def test_a_public_page_may_be_kept(client: Client) -> None:
    assert "private" not in client.get(reverse("portal:home")).headers.get("Cache-Control", "")


def test_where_it_is_required_nobody_works_without_a_second_factor(settings: Any) -> None:
    who = person(agency(), Role.CLERK)
    client = signed_in(who)
    assert client.get(reverse("workbench")).status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    led = client.get(reverse("workbench"))
    assert (led.status_code, led["Location"]) == (302, reverse("mfa_activate_totp"))
    assert client.get(reverse("mfa_activate_totp")).status_code == 302  # asks for the password first
    TOTP.activate(who, "JBSWY3DPEHPK3PXP")
    assert client.get(reverse("workbench")).status_code == 200
