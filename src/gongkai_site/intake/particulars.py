"""What the audit log keeps of a document: everything but the reading itself, which stands there by its hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from gongkai_site.audit.chain import snapshot
from gongkai_site.intake.models import IncomingDocument


def particulars(document: IncomingDocument) -> dict[str, Any]:
    """Return a document's columns for an event."""
    values = snapshot(document)
    del values["sources"]
    content = values.pop("content")
    if content is not None:
        values["content_sha256"] = digest_of(content)
    return values


def digest_of(content: dict[str, Any]) -> str:
    """The hash by which a reading is known."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
