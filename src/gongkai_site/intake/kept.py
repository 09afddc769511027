"""The documents of one file, and what they were read as before."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai_site.intake.models import EarlierReading, IncomingDocument
from gongkai_site.intake.particulars import digest_of


def keep_earlier(row: IncomingDocument) -> None:
    """Keep what the document was read as before something else takes its place."""
    if not row.pk or row.content is None:
        return
    EarlierReading.objects.get_or_create(
        document=row,
        digest=digest_of(row.content),
        defaults={
            "release": row.release,
            "read_at": row.read_at,
            "doubts": row.doubts,
            "content": row.content,
            "sources": row.sources,
        },
    )


def of_file(document: IncomingDocument) -> QuerySet[IncomingDocument]:
    """The documents of the same file: one for each report in it."""
    same = IncomingDocument.objects.filter(agency_id=document.agency_id, sha256=document.sha256)
    return same.select_related("agency", "expected_agency").order_by("part")
