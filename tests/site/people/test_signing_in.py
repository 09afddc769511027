import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from gongkai_site.audit.models import Event
from tests.site.build import agency, person

PASSWORD = "密码-gongkai"


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


def sign_in(client: Client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.username, "password": password})


def test_a_person_with_a_role_enters_the_back_office(client):
    user = person(agency())
    assert sign_in(client, user).headers["Location"] == reverse("workbench")
    assert client.get(reverse("workbench")).status_code == 200


def test_a_person_without_a_role_does_not(client):
    sign_in(client, person())
    answer = client.get(reverse("workbench"))
    assert answer.status_code == 403
    assert "您目前没有任职" in answer.content.decode()


def test_a_visitor_is_led_to_the_sign_in(client):
    answer = client.get(reverse("workbench"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_wrong_password_is_said_and_the_name_stays_in_the_form(client):
    user = person(agency())
    answer = sign_in(client, user, "错误的密码")
    assert answer.status_code == 200
    assert f'value="{user.username}"' in answer.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits(client):
    user = person(agency())
    for _ in range(5):
        answer = sign_in(client, user, "错误的密码")
    assert answer.status_code == 429
    assert "一刻钟" in answer.content.decode()
    assert sign_in(client, user).status_code == 429
    assert client.get(reverse("workbench")).status_code == 302
    assert sign_in(Client(), person(agency())).status_code == 302


def test_a_county_behind_one_address_signs_in_within_a_minute(client):
    where = agency()
    assert [sign_in(Client(), person(where)).status_code for _ in range(40)] == [302] * 40


def test_many_peoples_mistakes_shut_nobody_elses_sign_in(client):
    where = agency()
    for _ in range(15):
        assert sign_in(client, person(where), "错误的密码").status_code == 200
    assert sign_in(Client(), person(where)).status_code == 302


def test_trying_again_while_shut_out_makes_it_no_longer(client):
    user = person(agency())
    for _ in range(5):
        sign_in(client, user, "错误的密码")
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=14))
    assert sign_in(client, user, "错误的密码").status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - dt.timedelta(minutes=1, seconds=1))
    assert sign_in(client, user).status_code == 302


def test_a_second_factor_is_not_guessed_by_trying(client):
    user = person(agency())
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    sign_in(client, user)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code("JBSWY3DPEHPK3PXP")})
    assert client.get(reverse("workbench")).status_code == 302


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    user = person(agency())
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    assert sign_in(client, user).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("workbench")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("workbench")).status_code == 200


def test_a_second_factor_is_set_up_from_the_own_account(client):
    user = person(agency())
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_nobody_signs_up(client):
    answer = client.post(reverse("account_signup"), {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert "管理员" in answer.content.decode()
    assert not type(person()).objects.filter(username="x").exists()


@pytest.mark.parametrize("name", ["account_email", "account_reset_password"])
def test_side_doors_of_the_account_pages_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_sign_in_pages_ask_no_other_host_and_carry_no_inline_script(client):
    answer = client.get(reverse("account_login"))
    assert re.search(r"script-src 'nonce-[^']+'(;|$)", answer.headers["Content-Security-Policy"])
    assert "<script>" not in answer.content.decode() and "style=" not in answer.content.decode()


def test_a_password_changed_by_oneself_is_in_the_log_without_the_password(client):
    where = agency()
    user = person(where)
    sign_in(client, user)
    sent = {"oldpassword": PASSWORD, "password1": "春风又绿江南岸2026", "password2": "春风又绿江南岸2026"}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    user.refresh_from_db()
    assert user.check_password("春风又绿江南岸2026")
    event = Event.objects.get(action="person.own-password")
    assert (event.actor_id, event.agency_id, event.object_id) == (user.pk, where.pk, str(user.pk))
    assert "password" not in event.after
    assert client.get(reverse("workbench")).status_code == 200


def test_a_second_factor_set_up_and_removed_by_oneself_is_in_the_log(client):
    user = person(agency())
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    told = [event.after for event in Event.objects.filter(action="person.own-second-factor").order_by("number")]
    assert "设置动态验证码" in told[0]
    assert any("撤销动态验证码" in each for each in told)
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_second_factor_that_the_log_cannot_tell_of_is_not_set_up(client, monkeypatch):
    user = person(agency())
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    monkeypatch.setattr("gongkai_site.action.append_all", lambda told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        (1, "", "10.0.0.1"),
        (1, "x", "10.0.0.1"),
    ],
)
def test_behind_a_proxy_visitors_are_told_apart_and_cannot_choose_an_address(settings, rf, proxies, said, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert get_client_ip_address(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=said)) == address


def test_one_visitor_does_not_shut_the_sign_in_of_another(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = person(agency())
    sent = {"login": user.username, "password": "错误的密码"}
    for _ in range(5):
        answer = client.post(reverse("account_login"), sent, headers={"X-Forwarded-For": "9.9.9.9"})
    assert answer.status_code == 429
    right = sent | {"password": PASSWORD}
    assert client.post(reverse("account_login"), right, headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 302
