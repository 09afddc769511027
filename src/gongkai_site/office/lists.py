"""Lists that are filtered, sorted and paged: a table of django-tables2, exchanged by htmx without the rest of the page.

Without a script the same links and the same form lead to the whole page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.office.page import Step, page

PART = "office/listing.html"
"""The table with its pages: what is exchanged."""
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
DATE = {"td": {"class": "date"}}


class Listing(tables.Table):
    """A table of the back office."""

    named: str | Promise = ""
    nothing: str | Promise = ""
    """What stands there where nothing was found."""
    heads: str = ""
    """The column that says of what a row tells."""

    def __init__(self, things: QuerySet[Any], **options: Any) -> None:
        # Not in a Meta: those below would not inherit it.
        look = {"class": "table table-sm table-bordered office-table"}
        super().__init__(things, template_name="office/table.html", attrs=look, orderable=False, **options)

    @property
    def counted(self) -> str:
        """How many there are, in words."""
        return _("共{n}条").format(n=self.paginator.count)

    def arranged(self, request: HttpRequest, per_page: int) -> Listing:
        """Sort and page as the address says; what it says wrongly is left out."""
        tables.RequestConfig(request, paginate={"per_page": per_page}).configure(self)
        return self


def listed(
    request: HttpRequest,
    template: str,
    table: Listing,
    context: Mapping[str, Any] | None = None,
    *,
    part: str = PART,
    title: str,
    agency: Agency | None = None,
    steps: list[Step] | None = None,
    note: str = "",
) -> HttpResponse:
    """Answer with the page, or with ``part`` of it alone where htmx asks for it: ``#listing``, with the table in it."""
    alone = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    answer = page(
        request,
        part if alone else template,
        {**(context or {}), "table": table},
        title=title,
        agency=agency,
        steps=steps,
        note=note,
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer
