"""Official documents full of numbers, in which nothing stands that must not go out."""

from __future__ import annotations

import random

from tests.screening.planted.documents import FORMATS, Planted, _Parts

_DIGITS = "0123456789"


def _run(pick: random.Random, length: int) -> str:
    return pick.choice("123456789") + "".join(pick.choice(_DIGITS) for _ in range(length - 1))


def _year(pick: random.Random) -> int:
    return pick.randint(2015, 2026)


def _date(pick: random.Random) -> str:
    return f"{_year(pick)}{pick.randint(1, 12):02d}{pick.randint(1, 28):02d}"


def credit_code(pick: random.Random) -> str:
    """GB 32100-2015: eighteen signs, the last by the weights 3 to the power of the place, modulo 31."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = (
        pick.choice(("91", "11", "12", "52"))
        + pick.choice(("320813", "110105", "440305"))
        + "".join(pick.choice(signs) for _ in range(9))
    )
    total = sum(signs.index(sign) * pow(3, at, 31) for at, sign in enumerate(body))
    return body + signs[(31 - total % 31) % 31]


LINES = (
    lambda pick: f"苏政发〔{_year(pick)}〕{pick.randint(1, 199)}号",
    lambda pick: f"统一社会信用代码：{credit_code(pick)}",
    lambda pick: f"索引号：{_run(pick, 9)}/{_year(pick)}-{pick.randint(1, 99999):05d}",
    lambda pick: f"项目代码：{_year(pick)}-320813-{_run(pick, 2)}-01-{_run(pick, 6)}",
    lambda pick: f"咨询电话：0517-{_run(pick, 8)}，传真0517-{_run(pick, 8)}。",
    lambda pick: f"服务热线12345，监督电话12388，办公电话：{_run(pick, 8)}转{_run(pick, 4)}。",
    lambda pick: f"开户行：中国建设银行，户名：某县财政局非税专户，账号：{_run(pick, 19)}。",
    lambda pick: f"中标金额{_run(pick, 8)}.{_run(pick, 2)}元（大写：壹仟贰佰万元整）。",
    lambda pick: f"建设地点：东经118.{_run(pick, 6)}°，北纬33.{_run(pick, 6)}°。",
    lambda pick: f"本级一般公共预算收入{_run(pick, 6)}万元，同比增长{pick.randint(1, 20)}.{pick.randint(0, 9)}%。",
    lambda pick: f"招标编号：JSZC-{_run(pick, 6)}-{_run(pick, 4)}-G{_year(pick)}-{_run(pick, 4)}",
    lambda pick: f"办公地址：洪泽区东风路{pick.randint(1, 200)}号政务服务中心3楼，邮编{_run(pick, 6)}。",
    lambda pick: f"行政处罚决定书文号：洪市监处罚〔{_year(pick)}〕{_run(pick, 5)}号",
    lambda pick: f"不动产单元号：{_run(pick, 6)}{_run(pick, 6)}GB{_run(pick, 5)}F{_run(pick, 8)}",
    lambda pick: f"订单号{_date(pick)}{_run(pick, 10)}，流水号{_run(pick, 16)}。",
    lambda pick: "按照《中华人民共和国保守国家秘密法》做好保密审查，对依法确定为国家秘密的政府信息不予公开。",
    lambda pick: f"{_year(pick)}年{pick.randint(1, 12)}月3日，县长主持召开第{pick.randint(1, 99)}次常务会议。",
    lambda pick: f"详见http://www.hongze.gov.cn/col/{_run(pick, 5)}_{_run(pick, 6)}/art/art_{_run(pick, 32)}.html",
    lambda pick: f"张*（身份证号320813********{_run(pick, 4)}）符合条件。",
    lambda pick: f"ISBN 978-7-{_run(pick, 4)}-{_run(pick, 4)}-{_run(pick, 1)}，CN{_run(pick, 2)}-{_run(pick, 4)}。",
)  # fmt: skip


def clean_documents(count: int, seed: int) -> list[Planted]:
    """The first ``count`` clean documents of a seed, of all formats in turn."""
    names = tuple(FORMATS)
    return [_document(random.Random(f"clean-{seed}-{at}"), at, names[at % len(names)]) for at in range(count)]


def _document(pick: random.Random, at: int, name: str) -> Planted:
    lines = [make(pick) for make in pick.sample(LINES, 12)]
    rows = [["序号", "单位", "统一社会信用代码", "金额（元）", "电话"]]
    rows += [
        [str(n), f"某县第{n}中心", credit_code(pick), _run(pick, 7), f"0517-{_run(pick, 8)}"]
        for n in range(1, pick.randint(3, 9))
    ]
    return Planted(f"{at:04d}.{name}", FORMATS[name](_Parts(lines, rows, "")), name, ())
