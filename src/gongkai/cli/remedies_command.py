"""``gongkai remedies``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from gongkai.cli.outputs import write_text
from gongkai.errors import UsageError

if TYPE_CHECKING:
    from gongkai.law.choices import Chosen
    from gongkai.law.remedies import Addressee, Remedy
    from gongkai.law.statutes import Citation


@click.command("remedies", short_help="答复书怎样写救济途径。")
@click.argument("outcome")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="作出答复的日期。")
@click.option("--kind", required=True, help="机关的类型：department、government、committee 等。")
@click.option(
    "--addressee",
    type=click.Choice(["applicant", "third_party"]),
    default="applicant",
    show_default=True,
    help="发给申请人还是第三方。",
)
@click.option("--body", "bodies", multiple=True, help="行政复议机关全称；可以选择的依次写。管委会的只能由本机关设定。")
@click.option("--by-internet", is_flag=True, help="答复通过互联网渠道送达。")
@click.option("--channel", default="", help="提交行政复议申请书的互联网渠道。")
@click.option("--set", "own", multiple=True, metavar="KEY=VALUE", help="本机关对法律未定事项的设定；可写多次。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(
    outcome: str,
    on: dt.datetime,
    kind: str,
    addressee: Addressee,
    bodies: tuple[str, ...],
    by_internet: bool,
    channel: str,
    own: tuple[str, ...],
    as_json: bool,
) -> int:
    """救济途径：先复议还是复议、诉讼都可以，向谁、在多长时间内，依据哪一条，答复书怎样写。

    OUTCOME 是报告表办理结果的行名（见 gongkai forms 2021，如 refused.third_party），或者 silence（逾期没有答复）、
    fee_notice（收费通知）。
    """
    from gongkai.law.remedies import Office, remedy_for
    from gongkai.report.json import dumps

    office = Office(kind, bodies, channel, dict(map(_setting, own)))
    found = remedy_for(outcome, on.date(), office, addressee, by_internet=by_internet)
    write_text(None, dumps(found.to_json(), indent=2) if as_json else "\n".join(_lines(found)))
    return 0


def _setting(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not (key and equals and value):
        raise UsageError(f"看不懂“{word}”。", advice="请写成“KEY=VALUE”，如 remedies.silence=either。")
    return key, value


def _lines(found: Remedy) -> list[str]:
    from gongkai.law.remedies import rows

    names = rows().names
    lines = [
        f"办理结果：{_outcome_name(found)}（{names['addressees'][found.addressee]}；{names['kinds'][found.kind]}）",
        f"途径：{names['way_names'][found.way]}{_cited(found.basis)}",
        f"  {found.note}",
    ]
    if found.bodies.names:
        lines.append(f"行政复议机关：{'或者'.join(found.bodies.names)}{_cited(found.bodies.basis)}")
    lines += [f"{each.name}：自{each.since}起{each.length}{_cited(each.basis)}" for each in found.periods]
    if found.internet:
        lines.append(f"互联网送达：同时提供提交复议申请书的互联网渠道{_cited(found.internet)}")
    if found.chosen:
        lines += _open_question(found.chosen, names["way_names"])
    lines += [f"还缺：{each}" for each in found.missing]
    return [*lines, f"{found.heading}：{found.text}"] if found.text else lines


def _outcome_name(found: Remedy) -> str:
    from gongkai.forms import form_for_year
    from gongkai.law.remedies import rows

    beside = rows().names["names"].get(found.outcome)
    cell = form_for_year(found.on.year).row_cells("requests", found.outcome)[0] if beside is None else None
    return beside or (cell.row_path.partition("/")[2] if cell else "")


def _open_question(chosen: Chosen, names: Mapping[str, str]) -> list[str]:
    by = "本机关设定" if chosen.own else "默认"
    return [
        f"未定事项：{chosen.question}（{chosen.key}）：{by}为“{names[chosen.value]}”",
        f"  默认“{names[chosen.default.value]}”的理由：{chosen.default.reason}",
        *(f"  {chosen_value}：{names[chosen_value]}{_cited(found)}" for chosen_value, found in chosen.sources.items()),
    ]


def _cited(basis: Iterable[Citation]) -> str:
    listed = "、".join(map(str, basis))
    return f"（{listed}）" if listed else ""
