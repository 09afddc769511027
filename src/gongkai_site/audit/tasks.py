"""What the background does for the log every day: its end is put down elsewhere, what was destroyed is cleaned out."""

from __future__ import annotations

import logging

from django.conf import settings
from django_tasks import task

from gongkai_site.audit.anchors import put_down
from gongkai_site.audit.cleaning import clean_out, is_due

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


@task()
def clean_out_daily() -> bool:
    """Rewrite the database's files where something was anonymised since they last were; return whether."""
    if not is_due():
        return False
    clean_out()
    return True
