"""What the background does for the log: its end is put down elsewhere every day."""

from __future__ import annotations

import logging

from django.conf import settings
from django_tasks import task

from gongkai_site.audit.anchors import put_down

logger = logging.getLogger(__name__)


@task()
def anchor_daily() -> str:
    """Put the anchor down where the settings say; return it, "" where they name no place."""
    if not settings.AUDIT_ANCHORS:
        return ""
    line, problems = put_down()
    for place, problem in problems.items():
        logger.error("The log's anchor did not reach %s: %s", place, problem)
    return line
