"""The chapters as they are shown: Markdown files beside this module, also pages of the documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import markdown
from markdown.extensions.toc import slugify_unicode

FIRST = "index"
_KEY = re.compile(r"[a-z-]+")
_LINK = re.compile(r'href="([a-z-]+)\.md(#[^"]*)?"')
_TITLE = re.compile(r"# (.+)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its title, its markup, and the names of its sections, to which links can lead."""

    key: str
    title: str
    html: str
    sections: frozenset[str]


def folder() -> str:
    """Where the chapters stand."""
    return str(files("gongkai_site.handbook").joinpath("chapters"))


@lru_cache(maxsize=1)
def keys() -> tuple[str, ...]:
    """Every chapter's name, the first one first."""
    found = sorted(
        each.name.removesuffix(".md")
        for each in files("gongkai_site.handbook").joinpath("chapters").iterdir()
        if each.name.endswith(".md")
    )
    return (FIRST, *(each for each in found if each != FIRST))


@lru_cache(maxsize=32)
def chapter(key: str) -> Chapter:
    """Return a chapter. Raises :class:`KeyError` for one that does not exist."""
    if not _KEY.fullmatch(key) or key not in keys():
        raise KeyError(key)
    text = files("gongkai_site.handbook").joinpath("chapters", f"{key}.md").read_text("utf-8")
    toc = {"toc": {"slugify": slugify_unicode}}
    html = markdown.markdown(text, extensions=["attr_list", "tables", "toc"], extension_configs=toc)
    title = _TITLE.match(text)
    return Chapter(
        key,
        title[1] if title else key,
        # In the documentation a link names the file, here the address beside this one.
        _LINK.sub(lambda found: f'href="{found[1]}{found[2] or ""}"', html),
        frozenset(re.findall(r'<h[1-4] id="([^"]+)"', html)),
    )


def picture(name: str) -> bytes | None:
    """A picture of a chapter, or None."""
    found = files("gongkai_site.handbook").joinpath("chapters", "pictures", name)
    return found.read_bytes() if found.is_file() else None
