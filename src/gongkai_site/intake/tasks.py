"""Reading in the background."""

from __future__ import annotations

from django_tasks import task

from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.putting_down import read_document


@task()
def read_incoming(document_id: int) -> None:
    """Read one document; one that was read meanwhile is left alone."""
    document = IncomingDocument.objects.filter(pk=document_id).first()
    if document is not None:
        read_document(document)
