"""``gongkai fee``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from gongkai.cli.outputs import write_text
from gongkai.errors import UsageError

if TYPE_CHECKING:
    from gongkai.law.fees import Fee, Filed

_WAYS = {"item": "按件计收（同一申请人一个自然月内累计）", "page": "按页计收（本件申请）"}


@click.command("fee", short_help="计算信息处理费。")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="收到本件申请的日期。")
@click.option("--found-by", default="", help="认定明显超过合理范围的人。")
@click.option("--reason", default="", help="认定的理由。")
@click.option("--items", type=int, help="本件申请算几件（可以按“一事一申请”拆分）。")
@click.option("--earlier", multiple=True, metavar="日期=件数", help="同一申请人此前的申请，如 2025-03-02=8；可写多次。")
@click.option("--pages", type=int, help="本件提供的页数（纸质、电子邮件、电子复制件）。")
@click.option("--read-on-the-spot", type=int, default=0, help="当场查阅的页数，不计。")
@click.option("--published", type=int, default=0, help="已主动公开的页数，不计。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(
    on: dt.datetime,
    found_by: str,
    reason: str,
    items: int | None,
    earlier: tuple[str, ...],
    pages: int | None,
    read_on_the_spot: int,
    published: int,
    as_json: bool,
) -> int:
    """信息处理费：按件或者按页，逐行列出算式（国办函〔2020〕109号）。

    只有经人认定申请的数量、频次明显超过合理范围的才可以收费。件数和页数都给出时，两种都算，由本机关选择其一。
    """
    from gongkai.law.fees import Excess, Filed, Pages, fee_by_item, fee_by_page
    from gongkai.report.json import dumps

    day, excess = on.date(), Excess(found_by, reason)
    fees: list[Fee] = []
    if items is not None:
        fees.append(fee_by_item(excess, Filed(day, items), [_filed(each) for each in earlier]))
    elif earlier:
        raise UsageError("给出了此前的申请，没有给出本件的件数。", advice="请加上 --items。")
    if pages is not None or read_on_the_spot or published:
        fees.append(fee_by_page(excess, day, Pages(pages or 0, read_on_the_spot, published)))
    if not fees:
        raise UsageError("没有给出件数，也没有给出页数。", advice="请加上 --items 或者 --pages。")
    if as_json:
        write_text(None, dumps([each.to_json() for each in fees], indent=2))
    else:
        write_text(None, "\n".join([*map(_text, fees), *_closing(fees)]))
    return 0


def _filed(word: str) -> Filed:
    from gongkai.law.fees import Filed

    day, _, items = word.partition("=")
    try:
        return Filed(dt.date.fromisoformat(day), int(items))
    except ValueError:
        raise UsageError(f"看不懂“{word}”。", advice="请写成“日期=件数”，如 2025-03-02=8。") from None


def _text(fee: Fee) -> str:
    return "\n".join([_WAYS[fee.by], *(f"  {each.text}" for each in fee.lines), f"  合计：{fee.amount}元"])


def _closing(fees: list[Fee]) -> list[str]:
    cited = dict.fromkeys(str(each) for fee in fees for each in fee.basis)
    choose = ["由本机关选择其一，不得同时按两种标准计收。"] if len(fees) > 1 else []
    notice = list(dict.fromkeys(fee.notice for fee in fees if fee.notice))
    found = fees[0].excess
    return [*choose, *notice, f"认定：{found.found_by}：{found.reason}", f"依据：{'、'.join(cited)}"]
