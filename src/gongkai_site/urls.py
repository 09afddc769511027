"""Every address of the site. Each app keeps its own in ``urls.py``; the back office registers its by hooks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from gongkai_site.people.own_account import account

_WAGTAILS_OWN = (
    "api", "block-preview", "bulk", "choose-[a-z-]+", "collections", "dismissibles", "documents", "editing-sessions",
    "failwhale", "groups", "images", "pages", "password_reset", "reports", "sites", "snippets", "tag-autocomplete",
    "test404", "users", "workflows",
)  # fmt: skip
"""Parts of Wagtail that are not in use: they would change things without an action, or ask nobody's right."""


def shut(request: HttpRequest) -> HttpResponse:
    """Answer 404 until a later part of the site opens one of them with a right of its own."""
    raise Http404


urlpatterns = [
    path("health/", include("gongkai_site.health")),
    # Wagtail's own sign-in knows no second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Wagtail's page lets people change their own name past the audit log, and knows no second factor.
    path("admin/account/", account),
    re_path(rf"^admin/(?:{'|'.join(_WAGTAILS_OWN)})(?:/|$)", shut),
    path("admin/", include(wagtailadmin_urls)),
    path("account/", include("gongkai_site.people.account_urls")),
    path("link/", include("gongkai_site.filings.link_urls")),
    path("", include("gongkai_site.portal.urls")),
]
