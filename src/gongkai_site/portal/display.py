"""How a visitor wants the pages (适老化): large type and strong contrast, kept in a cookie, without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest

COOKIE = "gongkai_display"
KEPT_FOR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Display:
    """Both switches. Whatever else a cookie says is ignored."""

    large: bool = False
    contrast: bool = False

    @staticmethod
    def of(request: HttpRequest) -> Display:
        """What this visitor chose."""
        words = request.COOKIES.get(COOKIE, "").split("-")
        return Display("large" in words, "contrast" in words)

    def switched(self, what: str) -> Display:
        """The display with one switch turned; an unknown name turns none."""
        if what == "large":
            return replace(self, large=not self.large)
        if what == "contrast":
            return replace(self, contrast=not self.contrast)
        return self

    @property
    def words(self) -> list[str]:
        """The switches that are on: the cookie's text and the page's classes are made of them."""
        return [name for name in ("large", "contrast") if getattr(self, name)]
