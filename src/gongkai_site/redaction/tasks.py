"""What the worker does for redaction: opening, searching, making the output."""

from __future__ import annotations

from django_tasks import task

from gongkai_site.redaction.models import RedactionCase, Search


@task()
def open_brought(case_id: int) -> None:
    """Make the pages of a file that was brought."""
    from gongkai_site.redaction.actions.opening import open_case

    case = RedactionCase.objects.select_related("agency").filter(pk=case_id).first()
    if case is not None:
        open_case(case)


@task()
def look_for(search_id: int) -> None:
    """Mark what was looked for."""
    from gongkai_site.redaction.actions.searching import search_through

    wanted = Search.objects.select_related("case__agency", "by").filter(pk=search_id).first()
    if wanted is not None:
        search_through(wanted)


@task()
def produce_output(case_id: int, revision: int) -> None:
    """Make the output and read it back."""
    from gongkai_site.redaction.actions.producing import produce

    case = RedactionCase.objects.select_related("agency").filter(pk=case_id).first()
    if case is not None:
        produce(case, revision)
