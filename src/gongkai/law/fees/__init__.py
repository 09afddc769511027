"""The information processing fee (《条例》第四十二条, 国办函〔2020〕109号): by item or by page, never both."""

from gongkai.law.fees.charge import Excess, Fee, Filed, Line, Pages, fee_by_item, fee_by_page
from gongkai.law.fees.tariff import By, Step, Tariff, Tier, tariff_on

__all__ = [
    "By",
    "Excess",
    "Fee",
    "Filed",
    "Line",
    "Pages",
    "Step",
    "Tariff",
    "Tier",
    "fee_by_item",
    "fee_by_page",
    "tariff_on",
]
