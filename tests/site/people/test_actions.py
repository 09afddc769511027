import datetime as dt

import pytest

from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people import actions
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor, may
from tests.site.build import actor, agency, county, person

TODAY = dt.date.today()
GOOD = {"username": "zhangsan", "name": "张三", "password": "春风又绿江南岸2026"}


@pytest.fixture
def town():
    return agency()


@pytest.fixture
def admin(town):
    return actor(town, Role.ADMIN)


def test_a_new_person_signs_in_and_works_only_with_a_role(town, admin):
    user = actions.add_person(admin, town, **GOOD)
    assert user.check_password(GOOD["password"])
    assert not may(Actor.person(user), "record.edit", town)
    actions.give_role(admin, user, town, Role.CLERK, since=TODAY)
    assert may(Actor.person(user), "record.edit", town)


def test_passwords_never_enter_the_log(town, admin):
    user = actions.add_person(admin, town, **GOOD)
    actions.give_role(admin, user, town, Role.CLERK, since=TODAY)
    actions.set_password(admin, user, town, "另一个好密码42号", "本人忘记")
    for event in Event.objects.filter(object_type="people.user"):
        assert "password" not in event.before + event.after


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "12345678"}, "密码"),
        ({"username": "有 空格"}, "用户名："),
        ({"email": "不是邮箱"}, "Email"),
        ({"name": "  "}, "姓名：此字段不能为空"),
    ],
)
def test_a_person_that_cannot_be_is_refused_with_the_field(town, admin, change, said):
    with pytest.raises(InvalidInput, match=said):
        actions.add_person(admin, town, **{**GOOD, **change})
    assert not User.objects.filter(username=GOOD["username"]).exists()
    assert not Event.objects.exists()


def test_a_user_name_is_given_once(town, admin):
    actions.add_person(admin, town, **GOOD)
    with pytest.raises(InvalidInput, match="已有人使用"):
        actions.add_person(admin, town, **GOOD)


def test_who_has_a_role_elsewhere_is_not_changed_from_here(town, admin):
    """Else an administrator could give somebody of the county a role in his town and then set his password."""
    government, _ = county()
    victim = person(government, Role.SUPERVISOR)
    actions.give_role(admin, victim, town, Role.CLERK, since=TODAY)
    for change in (
        lambda: actions.set_password(admin, victim, town, "春风又绿江南岸2027", "x"),
        lambda: actions.close_account(admin, victim, town, "x"),
        lambda: actions.drop_second_factor(admin, victim, town, "x"),
        lambda: actions.edit_person(admin, victim, town, name="李四", email=""),
    ):
        with pytest.raises(NotAllowed, match="任职"):
            change()


def test_a_system_administrators_account_is_changed_by_his_like_alone(town, admin):
    chief = person(town, is_system_admin=True)
    with pytest.raises(NotAllowed):
        actions.set_password(admin, chief, town, "春风又绿江南岸2027", "x")
    actions.set_password(actor(is_system_admin=True), chief, town, "春风又绿江南岸2027", "遗忘")
    chief.refresh_from_db()
    assert chief.check_password("春风又绿江南岸2027")


def test_somebody_without_any_role_is_changed_by_those_who_opened_his_account(town, admin):
    user = actions.add_person(admin, town, **GOOD)
    actions.edit_person(admin, user, town, name="张小三", email="")
    other = agency()
    with pytest.raises(NotAllowed):
        actions.edit_person(actor(other, Role.ADMIN), user, other, name="x", email="")


def test_a_shut_account_does_nothing_and_keeps_its_history(town, admin):
    user = person(town)
    actions.close_account(admin, user, town, "调离")
    user.refresh_from_db()
    assert not may(Actor.person(user), "record.edit", town)
    actions.open_account(admin, user, town, "调回")
    user.refresh_from_db()
    assert may(Actor.person(user), "record.edit", town)
    assert list(Event.objects.values_list("action", "sealed__reason")) == [
        ("person.close", "调离"),
        ("person.open", "调回"),
    ]


def test_nobody_shuts_his_own_account(town, admin):
    with pytest.raises(WrongState):
        actions.close_account(admin, admin.user, town, "x")


def test_a_second_factor_that_is_not_there_cannot_be_removed(town, admin):
    with pytest.raises(WrongState, match="第二重验证"):
        actions.drop_second_factor(admin, person(town), town, "手机丢失")


def test_ending_a_role_needs_a_reason_and_takes_effect_the_day_after(town, admin):
    user = person(town)
    membership = user.memberships.get()
    with pytest.raises(ReasonRequired):
        actions.end_role(admin, membership, TODAY, " ")
    actions.end_role(admin, membership, TODAY, "轮岗")
    assert may(Actor.person(user, TODAY), "record.edit", town)
    assert not may(Actor.person(user, TODAY + dt.timedelta(days=1)), "record.edit", town)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"until": TODAY - dt.timedelta(days=1)}, "早于"),
        ({"deputises": "colleague"}, "结束日期"),
        ({"deputises": "stranger", "until": TODAY}, "无从代理"),
        ({"deputises": "former", "until": TODAY}, "无从代理"),
        ({"deputises": "self", "until": TODAY}, "自己"),
        ({"section": "elsewhere"}, "科室"),
    ],
)
def test_a_role_that_cannot_be_is_refused(town, admin, more, said):
    user, colleague, former = person(), person(town), person(town)
    former.memberships.update(until=TODAY - dt.timedelta(days=1))
    stand_ins = {"colleague": colleague, "stranger": person(), "former": former, "self": user}
    if "section" in more:
        more = {"section": agency().sections.create(name="办公室")}
    if "deputises" in more:
        more = {**more, "deputises": stand_ins[more["deputises"]]}
    with pytest.raises(InvalidInput, match=said):
        actions.give_role(admin, user, town, Role.CLERK, since=TODAY, **more)
    assert not user.memberships.exists()


def test_a_deputy_signs_with_whom_he_stands_in_for(town, admin):
    chief, deputy = person(town, Role.ADMIN), person()
    actions.give_role(admin, deputy, town, Role.ADMIN, since=TODAY, until=TODAY, deputises=chief)
    actions.add_person(Actor.person(deputy, TODAY), town, **GOOD)
    assert Event.objects.get(action="person.add").actor == f"{deputy}（代{chief}）"
    assert not may(Actor.person(deputy, TODAY + dt.timedelta(days=1)), "people.edit", town)


def test_an_administrator_of_another_agency_gives_no_role_here(town):
    with pytest.raises(NotAllowed):
        actions.give_role(actor(agency(), Role.ADMIN), person(), town, Role.CLERK, since=TODAY)
    assert not Membership.objects.filter(agency=town).exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"function": "final-review"}, "不能担任"),
        ({"function": "nothing"}, "不能担任"),
        ({"until": TODAY - dt.timedelta(days=1)}, "结束日期"),
        ({"since": dt.date(2019, 1, 1)}, "任职期间"),
        ({"role": "deputy"}, "代理"),
    ],
)
def test_a_function_that_cannot_be_is_refused(town, admin, more, said):
    role = person(town).memberships.get()
    if more.pop("role", ""):
        role.deputises = person(town)
        role.save()
    with pytest.raises(InvalidInput, match=said):
        actions.give_function(admin, role, **{"function": "handling", "since": TODAY, **more})
    assert not role.assignments.exists() and not Event.objects.exists()


def test_a_function_is_given_and_ended_with_its_events_and_not_twice_at_a_time(town, admin):
    role = person(town).memberships.get()
    given = actions.give_function(admin, role, "handling", since=TODAY)
    with pytest.raises(WrongState, match="已经负责"):
        actions.give_function(admin, role, "handling", since=TODAY - dt.timedelta(days=3))
    actions.end_function(admin, given, TODAY, "轮岗")
    actions.give_function(admin, role, "handling", since=TODAY + dt.timedelta(days=1))
    done = Event.objects.values_list("action", "agency_id", "sealed__reason")
    assert list(done) == [
        ("function.give", town.pk, ""), ("function.end", town.pk, "轮岗"), ("function.give", town.pk, "")
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.end_function(actor(agency(), Role.ADMIN), given, TODAY, "x")
