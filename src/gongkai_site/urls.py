"""Every address of the site. Each app keeps its own: public ones in ``urls.py``, the others in ``back_office.py``."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from gongkai_site.home.mail_wish import mail_wish
from gongkai_site.home.pages import workbench
from gongkai_site.home.parts import addresses

urlpatterns = [
    path("health/", include("gongkai_site.health")),
    path("admin/", workbench, name="workbench"),
    # Bookmarks of earlier releases.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/account/mail/", mail_wish, name="mail-wish"),
    path("admin/", include(addresses())),
    path("account/", include("gongkai_site.people.account_urls")),
    path("look/", include("gongkai_site.look.urls")),
    path("link/", include("gongkai_site.filings.link_urls")),
    path("", include("gongkai_site.portal.urls")),
]

handler400 = "gongkai_site.faults.bad_request"
handler403 = "gongkai_site.faults.forbidden"
handler429 = "gongkai_site.faults.too_many"
handler500 = "gongkai_site.faults.server_error"
