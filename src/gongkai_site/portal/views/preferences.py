"""The two switches of every public page: display and language. Both only set a cookie of the visitor's own browser.

They ask for no CSRF token: nobody gains by setting them for another, and pages without tokens can be revalidated.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from gongkai_site.portal.display import COOKIE, KEPT_FOR, Display


@csrf_exempt
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Turn the switch named by ``switch`` and go back to ``next``."""
    chosen = Display.of(request).switched(request.POST.get("switch", ""))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        COOKIE,
        "-".join(chosen.words),
        max_age=KEPT_FOR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Change the language of the interface and go back to ``next``."""
    return set_language(request)
