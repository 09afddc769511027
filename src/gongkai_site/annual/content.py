"""A report's content as canonical JSON and its hash: equal content has an equal hash, on whatever database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongkai import Report
from gongkai_site.annual.models import Version


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON: keys sorted, no spaces, UTF-8; so is the JSON file, whose hash is the version's."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def content_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) over the canonical JSON."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def hash_of_text(text: str) -> str:
    """Return the SHA-256 (hex) of a text, such as a version's page."""
    return hashlib.sha256(text.encode()).hexdigest()


def unsigned_hash(content: Report) -> str:
    """Return the hash of a report without its dates of signature and publication: what is reviewed and signed."""
    return content_hash(replace(content, signed=None, published=None).to_json())


def is_intact(version: Version) -> bool:
    """Whether a version's content still has the hash it was locked with."""
    return content_hash(version.content) == version.sha256
