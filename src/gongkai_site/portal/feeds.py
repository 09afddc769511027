"""The Atom feed of newly published reports: of all agencies, or of one."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Version
from gongkai_site.look.current import look
from gongkai_site.portal.addresses import version_path
from gongkai_site.portal.published import agencies
from gongkai_site.portal.recent import recent

NEW = 50
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


if TYPE_CHECKING:
    _Feed = Feed[Version, Agency | None]  # generic in its stubs alone
else:
    _Feed = Feed


class NewReports(_Feed):
    """Newest first; a correction is an entry of its own with its reason."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, agency_id: int | None = None) -> Agency | None:
        """The agency in the address, if one is named."""
        if agency_id is None:
            return None
        found = agencies().filter(pk=agency_id).first()
        if found is None:
            raise Http404
        return found

    def title(self, agency: Agency | None) -> str:
        """The feed's title."""
        what = _("新公开的政府信息公开工作年度报告")
        whose = str(agency) if agency else look().name
        return f"{_plain(whose)} · {what}" if whose else what

    def link(self, agency: Agency | None) -> str:
        """The page that the feed belongs to."""
        return reverse("portal:agency", args=(agency.pk,)) if agency else reverse("portal:home")

    def items(self, agency: Agency | None) -> list[Version]:
        """The versions published last."""
        return recent(NEW, agency.pk if agency else None)

    def item_title(self, item: Version) -> str:
        """The agency, the year, and that it is a correction if it is one."""
        number = f"（第{item.number}版）" if item.number > 1 else ""
        withdrawn = _("（已撤回）") if item.withdrawal else ""
        return _plain(f"{item.report}{number}{withdrawn}")

    def item_description(self, item: Version) -> str:
        """Why it was withdrawn or corrected, or where it went up."""
        if item.withdrawal:
            return _("撤回原因：%(reason)s") % {"reason": _plain(item.withdrawal.withdrawn_reason)}
        if item.reason:
            return _("更正原因：%(reason)s") % {"reason": _plain(item.reason)}
        return _("已于%(on)s公开。") % {"on": _first(item)}

    def item_link(self, item: Version) -> str:
        """The version's own page."""
        return version_path(item)

    def item_updateddate(self, item: Version) -> dt.datetime:
        """When it was put here; of one that was withdrawn, the day on which it was."""
        if item.withdrawal and item.withdrawal.withdrawn_on:
            return timezone.make_aware(dt.datetime.combine(item.withdrawal.withdrawn_on, dt.time.max))
        return min(each.at for each in item.placements.all() if each.own_pages)

    def item_author_name(self, item: Version) -> str:
        """The agency that answers for it."""
        return _plain(str(item.report.agency))


def _plain(text: str) -> str:
    """Text without signs that XML cannot hold: one of them would stop the whole feed."""
    return _NOT_XML.sub("", text)


def _first(item: Version) -> str:
    return min(each.on for each in item.placements.all() if each.own_pages).isoformat()
