"""What must be in order before a report goes on: said with its numbers."""

from __future__ import annotations

from collections.abc import Sized

from gongkai_site.annual.readiness import Readiness
from gongkai_site.errors import NotReady


def require_written(ready: Readiness) -> None:
    """Raise :class:`NotReady` while linked numbers fail, a draft's questions, zeros or hits of screening are open."""
    _refuse("还不能提交审核", _written(ready))


def require_ready(ready: Readiness) -> None:
    """Raise :class:`NotReady` also while an error is neither mended nor explained."""
    _refuse("还不能通过审核", ((ready.unexplained, "条错误没有改正或说明"), *_written(ready)))


def _written(ready: Readiness) -> tuple[tuple[Sized, str], ...]:
    return (
        (ready.problems, "处链接数字没有数值"),
        (ready.placeholders, "处草稿提示没有填写"),
        (ready.unconfirmed, "类事项本年度没有记录、尚未确认"),
        (ready.screened.blocking, "处筛查发现没有改正或同意保留"),
    )


def _refuse(what: str, rows: tuple[tuple[Sized, str], ...]) -> None:
    if parts := [f"{len(found)}{said}" for found, said in rows if found]:
        raise NotReady(f"{what}：{'；'.join(parts)}。", advice="请在“审核签发”页面逐项处理。")
