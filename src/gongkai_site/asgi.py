"""The entry that ``gongkai serve`` loads: the front before :mod:`gongkai_site.wsgi`."""

from __future__ import annotations

from gongkai_site.wsgi import application as wsgi  # first: it readies Django

# isort: split
from django.conf import settings

from gongkai_site.front.application import Front

application = Front(wsgi, settings.THREADS)
