"""What a person types as a cell's value: a number, or 空白, 无此格, 无法辨认; 未能读出 is what the page shows."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

from gongkai_site.errors import InvalidInput
from gongkai_site.intake.cells import Figure
from gongkai_site.intake.models import Standing

_WORDS = {
    "": Standing.BLANK,
    "空白": Standing.BLANK,
    "空": Standing.BLANK,
    "-": Standing.BLANK,
    "—": Standing.BLANK,
    "无此格": Standing.MISSING,
    "没有此格": Standing.MISSING,
    "未能读出": Standing.UNREAD,
    "无法辨认": Standing.UNREADABLE,
    "看不清": Standing.UNREADABLE,
}
_MOST = Decimal("999999999999")
_DECIMALS = 6


def typed_figure(text: str, where: str) -> Figure:
    """Return what was meant. Raises :class:`InvalidInput` naming ``where`` and what was typed."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    if plain in _WORDS:
        return Figure(_WORDS[plain])
    try:
        value = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise InvalidInput(f"{where}填的“{_cut(text)}”不是数字。", advice="请填数字，或填空白、无此格、无法辨认。")
    if value.adjusted() > _MOST.adjusted():
        raise InvalidInput(f"{where}填的“{_cut(text)}”过大。", advice="请对照原件核对。")
    exponent = value.normalize().as_tuple().exponent
    if abs(value) > _MOST or (isinstance(exponent, int) and -exponent > _DECIMALS):
        raise InvalidInput(f"{where}填的“{_cut(text)}”过大，或小数超过{_DECIMALS}位。")
    return Figure(Standing.NUMBER, value)


def _cut(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}……"
