"""Which chapter a page of the back office names: ``data/pages.toml``, by the name of its address or of its app."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from gongkai_site.handbook.chapters import FIRST


@lru_cache(maxsize=1)
def pages() -> Mapping[str, str]:
    """Name of an address (``records:list``) or of an app (``records``) → chapter, or ``chapter#section``."""
    return tomllib.loads(files("gongkai_site.handbook").joinpath("data", "pages.toml").read_text("utf-8"))


def chapter_of(view_name: str) -> str:
    """The chapter for a page: its own, its app's, or the first."""
    named = pages()
    return named.get(view_name) or named.get(view_name.split(":")[0]) or FIRST
