"""The frame of every back-office page: what to do next, and what a template may ask of the policy."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

from gongkai_site.office.page import _Asker
from gongkai_site.people.models import Role
from gongkai_site.policy.rights import rights
from tests.site.build import actor, agency, person, signed_in


def test_a_page_without_a_step_of_its_own_does_not_pretend_to_have_one():
    town = agency()
    page = signed_in(person(town, Role.CLERK)).get(reverse("records:add", args=[town.pk, "fees"]))
    assert page.context["steps"] == []
    assert "office-steps" not in page.content.decode()


def test_the_page_one_is_on_is_marked_in_the_menu_once():
    town = agency()
    page = signed_in(person(town, Role.CLERK)).get(reverse("records:list", args=[town.pk, "fees"]))
    marked = re.findall(r'<a href="([^"]+)" aria-current="page"', page.content.decode())
    assert marked == [reverse("records:list", args=[town.pk, "fees"])]


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.ADMIN])
def test_a_template_gets_the_policys_answer_for_every_right(role):
    town = agency()
    asker = _Asker(actor(town, role), town)
    shown = {
        right: Template(f"{{% if may.{right.translate(str.maketrans('.-', '__'))} %}}yes{{% endif %}}").render(
            Context({"may": asker})
        )
        for right in rights()
    }
    assert (shown["report.hand_up"] == "yes") == (role in (Role.CLERK, Role.LEADER))
    assert (shown["people.edit"] == "yes") == (role == Role.ADMIN)


def test_a_right_misspelt_in_a_template_is_no_silent_no():
    town = agency()
    with pytest.raises(LookupError, match="report_handup"):
        Template("{% if may.report_handup %}{% endif %}").render(Context({"may": _Asker(actor(town), town)}))
