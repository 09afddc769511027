"""Every back-office address of this app, below ``/admin/annual/``."""

from __future__ import annotations

from gongkai_site.annual import urls_compile, urls_sign

app_name = "annual"
urlpatterns = [*urls_compile.urlpatterns, *urls_sign.urlpatterns]
