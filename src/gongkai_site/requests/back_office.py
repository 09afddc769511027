"""依申请公开 in the back office."""

from __future__ import annotations

from gongkai_site.office import Part
from gongkai_site.requests.panels import PANELS

PART = Part(panels=PANELS)
