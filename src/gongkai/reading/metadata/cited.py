"""What a report cites: notices, laws, the guidance of those above. Names in it are not the reporter's."""

from __future__ import annotations

import re

CITED = "※"
"""What stands in place of words cited."""

_BOOK = re.compile(r"《([^《》]{0,120})》")
_REPORT = ("报告", "年报")
_FOLLOWED = re.compile(
    r"(根据|按照|依据|依照|遵照|遵循|落实|贯彻|转发|下发|印发)"
    r"[^,。;:《》]{1,60}?(?=(?:的|有关|相关|文件|工作)*(?:通知|要求|规定|精神|部署|条例|办法|意见|指示|安排|要点|规范|格式))"
)
_UNDER = re.compile(r"(?:在|经)[^,。;:]{2,60}?(?:领导|指导|支持|关心|帮助|督促|监督|统筹|关怀)[^,。;:]{0,6}下")


def without_citations(paragraph: str) -> str:
    """Return a folded paragraph in which what is cited is only marked; titles of reports are not cited."""
    text = _BOOK.sub(lambda book: book.group() if book[1].endswith(_REPORT) else CITED, paragraph)
    return _UNDER.sub(CITED, _FOLLOWED.sub(rf"\1{CITED}", text))
