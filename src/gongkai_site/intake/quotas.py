"""How many documents may be laid: at once, by one link, and waiting on one desk. Asked before anything is kept."""

from __future__ import annotations

from itertools import islice

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.unpacking import unpack

LINK_AT_ONCE = 20
"""Files in one upload by a link: a report in parts, or with its annexes."""
LINK_ALL = 60
"""Files that an agency's links for one year bring to a desk, however many uploads they take."""
DESK_WAITING = 3_000
"""Files that wait on one desk to be read: a county's whole past, and then some."""


def insist_room(name: str, data: bytes, desk: Agency, *, link_of: Agency | None, year: int | None) -> None:
    """Raise :class:`InvalidInput` where this file, or archive, brings more than there is room for.

    ``link_of`` is the agency whose link it comes by, for ``year``.
    """
    waiting = IncomingDocument.objects.filter(agency=desk, status=IncomingDocument.Status.WAITING).count()
    room = DESK_WAITING - waiting
    if link_of is not None:
        came = IncomingDocument.objects.filter(agency=desk, via_link=True, expected_agency=link_of, expected_year=year)
        left = LINK_ALL - came.count()
        if left <= 0:
            raise InvalidInput(
                f"本单位已用链接上传{LINK_ALL}个文件，不能再传。", advice="请与上级联系，由上级处理后再报送。"
            )
        if _more(name, data, min(LINK_AT_ONCE, left)):
            raise InvalidInput(
                f"这个压缩包里的文件太多，一次最多{min(LINK_AT_ONCE, left)}个。", advice="请只上传本单位的报告文件。"
            )
    if room <= 0 or _more(name, data, room):
        raise InvalidInput(
            f"待识读的文件已有{waiting}个，连同这次的超过{DESK_WAITING}个，没有收取。",
            advice="请等后台识读一部分后再上传。",
        )


def _more(name: str, data: bytes, most: int) -> bool:
    return sum(1 for _ in islice(unpack(name, data), most + 1)) > most
