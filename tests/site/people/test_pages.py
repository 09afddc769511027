import datetime as dt

import pytest
from django.urls import reverse

from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor, may
from tests.site.build import agency, county, person, signed_in

TODAY = dt.date.today()
NEW = {
    "username": "lisi", "name": "李四", "email": "", "password": "春风又绿江南岸2026",
    "role": Role.CLERK, "section": "", "since": "2026-01-05", "until": "", "deputises": "",
}  # fmt: skip


@pytest.fixture
def town():
    return agency()


@pytest.fixture
def admin(town):
    return signed_in(person(town, Role.ADMIN))


def test_an_administrator_adds_a_person_with_a_role(town, admin):
    assert admin.post(reverse("people:add", args=[town.pk]), NEW).status_code == 302
    user = User.objects.get(username="lisi")
    assert may(Actor.person(user), "record.edit", town)
    assert "李四" in admin.get(reverse("people:list", args=[town.pk])).content.decode()


@pytest.mark.parametrize("change", [{"password": "123"}, {"until": "2025-01-01"}, {"role": "king"}, {"since": "昨天"}])
def test_a_refused_form_keeps_what_was_typed_and_changes_nothing(town, admin, change):
    answer = admin.post(reverse("people:add", args=[town.pk]), {**NEW, **change})
    assert "李四" in answer.content.decode()
    assert answer.context["form"].errors
    assert not User.objects.filter(username="lisi").exists()


def test_every_form_about_a_person_does_what_it_says(town, admin):
    user = person(town)
    there = [town.pk, user.pk]
    admin.post(reverse("people:edit", args=there), {"name": "王五", "email": "w@example.cn"})
    admin.post(reverse("people:role", args=there), {"role": Role.REVIEWER, "since": "2026-01-05"})
    password = {"password": "夜来风雨声2026", "reason": "忘记"}
    admin.post(reverse("people:account", args=[*there, "password"]), password)
    admin.post(reverse("people:account", args=[*there, "close"]), {"reason": "借调"})
    user.refresh_from_db()
    assert (user.name, user.email, user.is_active) == ("王五", "w@example.cn", False)
    assert user.check_password("夜来风雨声2026")
    assert set(user.memberships.values_list("role", flat=True)) == {Role.CLERK, Role.REVIEWER}
    membership = user.memberships.get(role=Role.CLERK)
    admin.post(reverse("people:end", args=[town.pk, membership.pk]), {"until": TODAY, "reason": "轮岗"})
    membership.refresh_from_db()
    assert membership.until == TODAY


def test_a_function_is_given_beside_a_role_and_ended(town, admin):
    user = person(town, Role.REVIEWER)
    role, page = user.memberships.get(), reverse("people:person", args=[town.pk, user.pk])
    form = admin.get(reverse("people:function", args=[town.pk, role.pk])).context["form"]
    assert "registering" in dict(form.fields["function"].choices) and "signing" in dict(form.fields["function"].choices)
    admin.post(reverse("people:function", args=[town.pk, role.pk]), {"function": "final-review", "since": TODAY})
    given = role.assignments.get()
    assert "终审" in admin.get(page).content.decode()
    assert not may(Actor.person(person(town, Role.REVIEWER)), "report.review", town)
    admin.post(reverse("people:end-function", args=[town.pk, given.pk]), {"until": TODAY, "reason": "轮岗"})
    given.refresh_from_db()
    assert given.until == TODAY


def test_the_functions_offered_are_those_of_the_role(town, admin):
    role = person(town, Role.CLERK).memberships.get()
    address = reverse("people:function", args=[town.pk, role.pk])
    assert [key for key, _ in admin.get(address).context["form"].fields["function"].choices] == [
        "registering",
        "handling",
    ]
    assert admin.post(address, {"function": "final-review", "since": TODAY}).context["form"].errors
    assert not role.assignments.exists()


def test_a_day_that_is_proposed_is_one_that_the_browser_can_show(town, admin):
    page = admin.get(reverse("people:add", args=[town.pk])).content.decode()
    assert f'name="since" value="{TODAY.isoformat()}"' in page


def test_the_account_page_leads_to_password_and_second_factor_and_leaves_the_name_alone(town):
    user = person(town)
    name, browser = user.name, signed_in(user)
    address = reverse("own-account")
    page = browser.get(address).content.decode()
    for there in ("account_change_password", "mfa_index"):
        assert reverse(there) in page
    sent = {"language": "en", "theme": "dark", "contrast": "on"}
    changed = {"name_email-first_name": "别人", "first_name": "别人", "name": "别人"}
    assert browser.post(address, {**sent, **changed}).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.first_name) == (name, "")
    assert (user.language, user.theme, user.contrast) == ("en", "dark", True)
    assert "Second factor" in browser.get(address).content.decode()


def test_a_setting_that_does_not_exist_is_refused_on_the_account_page(town):
    browser = signed_in(person(town))
    answer = browser.post(reverse("own-account"), {"language": "xx", "theme": "black"})
    assert set(answer.context["form"].errors) == {"language", "theme"}


def test_a_password_that_is_too_short_is_refused_in_chinese(town):
    sent = {"oldpassword": "密码-gongkai", "password1": "晚风7", "password2": "晚风7"}
    text = signed_in(person(town)).post(reverse("account_change_password"), sent).content.decode()
    assert "密码太短，至少8位。" in text and "too short" not in text


def test_the_account_page_asks_visitors_to_sign_in(client):
    answer = client.get(reverse("own-account"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


@pytest.mark.parametrize("name", ["list", "add", "person", "edit", "role", "account", "end"])
@pytest.mark.parametrize("role", [Role.CLERK, Role.ADMIN])
def test_nobody_from_a_neighbour_opens_any_page_of_the_people_here(town, name, role):
    user = person(town)
    more = {"list": [], "add": [], "account": [user.pk, "password"], "end": [user.memberships.get().pk]}
    url = reverse(f"people:{name}", args=[town.pk, *more.get(name, [user.pk])])
    stranger = signed_in(person(agency(), role))
    assert stranger.get(url).status_code == 403
    assert stranger.post(url, {"reason": "x", "password": "夜来风雨声2026"}).status_code == 403


def test_people_of_other_agencies_are_not_shown_under_this_one(town, admin):
    stranger = person(agency())
    assert admin.get(reverse("people:person", args=[town.pk, stranger.pk])).status_code == 404


def test_a_supervisor_looks_after_the_people_below():
    government, (one, _) = county()
    supervisor = signed_in(person(government, Role.SUPERVISOR))
    assert supervisor.post(reverse("people:add", args=[one.pk]), NEW).status_code == 302


def test_what_nobody_holds_is_the_next_step(town, admin):
    steps = admin.get(reverse("people:list", args=[town.pk])).context["steps"]
    assert [step.text for step in steps] == ["指定经办人", "指定审核人"]


def test_a_deputy_about_to_end_is_said(town, admin):
    person(town), person(town, Role.REVIEWER, until=TODAY + dt.timedelta(days=3))
    steps = admin.get(reverse("people:list", args=[town.pk])).context["steps"]
    assert len(steps) == 1 and "结束" in steps[0].text


def test_the_list_shows_who_holds_a_role_today_and_the_others_where_they_are_asked_for(town, admin):
    now, gone, later = (person(town, Role.REVIEWER) for _each in range(3))
    User.objects.filter(pk=gone.pk).update(name="离任人")
    gone.refresh_from_db()
    gone.memberships.update(since=TODAY - dt.timedelta(days=9), until=TODAY - dt.timedelta(days=1))
    later.memberships.update(since=TODAY + dt.timedelta(days=1))
    here = reverse("people:list", args=[town.pk])

    def listed(**asked):
        return {str(each.record.user) for each in admin.get(here, asked).context["table"].rows}

    everybody = {str(each) for each in (now, gone, later)}
    assert everybody & listed() == {str(now)}
    assert everybody <= listed(past="on")
    assert listed(past="on", word="离任") == {str(gone)}
    assert everybody <= listed(past="on", role=Role.REVIEWER) and not everybody & listed(role=Role.CLERK)
    assert listed(word="没有这个人") == set()


def test_the_list_takes_few_queries_whatever_its_length(town, admin, django_assert_max_num_queries):
    for _ in range(30):
        person(town)
    with django_assert_max_num_queries(40):
        admin.get(reverse("people:list", args=[town.pk]))


def test_a_password_with_blanks_around_it_is_kept_as_it_was_typed(town, admin):
    admin.post(reverse("people:add", args=[town.pk]), NEW | {"password": " 春风又绿江南岸 "})
    user = User.objects.get(username="lisi")
    assert user.check_password(" 春风又绿江南岸 ")
    address = reverse("people:account", args=[town.pk, user.pk, "password"])
    admin.post(address, {"password": " 明月何时照我还 ", "reason": "忘记"})
    user.refresh_from_db()
    assert user.check_password(" 明月何时照我还 ")
