"""The WSGI entry that granian (or any other server) loads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_site.settings")
application = get_wsgi_application()
