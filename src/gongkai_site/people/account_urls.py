"""Signing in and one's own password and second factor; everything else of allauth's is left out.

Accounts, their addresses and roles are changed by actions of ``people``, which the policy and the audit log know.
"""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.db import transaction
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),  # shut by ClosedAdapter; sign-in asks for its address
    path("password/change/", views.password_change, name="account_change_password"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # The change and its audit event (people.second_factor) stand or fall together.
    path("2fa/totp/activate/", transaction.atomic(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", transaction.atomic(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/generate/",
        transaction.atomic(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
