"""Labels as offices, converters and cameras leave them: explained, renumbered, shortened, damaged, wrapped."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.grammar.draft import Draft
from tests.grammar.numerals import full_width

Reword = Callable[[str, random.Random], str]

EXPLANATIONS = {
    "规章": "（指国务院部门规章和地方政府规章）",
    "行政规范性文件": "（行政机关制定发布的决定、公告、通告、意见、通知，以及标题采用“规定”“办法”等字样的公文）",
    "规范性文件": "（包括本机关及本机关办公室发布的规范性文件）",
    "行政许可": "（含依申请办理的审批、核准、备案事项）",
    "行政处罚": "（含当场作出的处罚决定）",
    "行政强制": "（含行政强制措施和行政强制执行）",
    "行政事业性收费": "（按收支两条线管理的收费项目）",
    "其他对外管理服务事项": "（除行政许可外的管理和服务事项）",
    "政府集中采购": "（以采购合同为准）",
    "（一）予以公开": "（含告知获取方式和途径）",
    "2.重复申请": "（同一申请人以相同内容再次申请）",
    "1.属于国家秘密": "（依法定程序定密的）",
    "自然人": "（公民个人）",
    "四、结转下年度继续办理": "（截至年底尚未答复的）",
    "一、本年新收政府信息公开申请数量": "（以收到申请之日计算）",
}
SHORT = {
    "一、本年新收政府信息公开申请数量": ("一、本年新收申请数量", "一、本年新收政府信息公开申请数", "一、本年新收数量"),
    "二、上年结转政府信息公开申请数量": ("二、上年结转申请数量", "二、上年结转政府信息公开申请数", "二、上年结转数量"),
    "四、结转下年度继续办理": ("四、结转下年度继续办理数量", "四、结转下年继续办理", "四、结转下年度办理"),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ("（二）部分公开", "（二）部分公开（区分处理的）"),
    "2.其他法律行政法规禁止公开": ("2.法律行政法规禁止公开", "2.其他法律法规禁止公开"),
    "3.危及“三安全一稳定”": ("3.危及三安全一稳定", "3.三安全一稳定"),
    "5.属于三类内部事务信息": ("5.三类内部事务信息", "5.内部事务信息"),
    "6.属于四类过程性信息": ("6.四类过程性信息", "6.过程性信息"),
    "7.属于行政执法案卷": ("7.行政执法案卷", "7.属于行政执法案卷信息"),
    "8.属于行政查询事项": ("8.行政查询事项",),
    "1.本机关不掌握相关政府信息": ("1.本机关不掌握", "1.不掌握相关政府信息"),
    "2.没有现成信息需要另行制作": ("2.需要另行制作", "2.没有现成信息"),
    "3.补正后申请内容仍不明确": ("3.补正后仍不明确", "3.补正后内容仍不明确"),
    "1.信访举报投诉类申请": ("1.信访举报投诉类", "1.信访举报投诉"),
    "4.无正当理由大量反复申请": ("4.大量反复申请",),
    "5.要求行政机关确认或重新出具已获取信息": ("5.要求确认或重新出具已获取信息", "5.确认或重新出具已获取信息"),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正",
        "1.逾期不补正",
    ),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": (
        "2.申请人逾期未按收费通知要求缴纳费用",
        "2.逾期未缴纳费用",
    ),
    "本年制发件数": ("本年制发数", "制发件数"),
    "本年废止件数": ("本年废止数", "废止件数"),
    "现行有效件数": ("现行有效数", "现行有效"),
    "本年处理决定数量": ("本年处理决定数", "处理决定数量"),
    "行政规范性文件": ("规范性文件",),
    "行政事业性收费": ("行政事业收费",),
    "商业企业": ("企业",),
    "社会公益组织": ("社会公益", "公益组织"),
    "法律服务机构": ("法律服务",),
    "未经复议直接起诉": ("直接起诉", "未经复议起诉"),
}
PAIRS = (
    "规規范範发發决決数數总總计計经經处處罚罰强強费費单單万萬组組织織务務构構业業机機关關见見书書请請结結转轉办辦为為属屬国國报報诉訴类類复復无無获獲补補满滿维維纠糾审審讼訟议議开開长長现現执執过過护護权權"
    "认認许許废廢项項条條额額内內举舉别別对對减減购購产產稳穩访訪据據缴繳纳納确確会會后後继繼续續况況应應级級证證违違实實审審证證济濟与與"
)
TRADITIONAL = str.maketrans(PAIRS[::2], PAIRS[1::2])
CONFUSED = {
    "末": "未",
    "未": "末",
    "己": "已",
    "已": "己",
    "诉": "泝",
    "类": "粪",
    "维": "雉",
    "组": "绀",
    "案": "宷",
    "规": "观",
}
SAFE_TO_LOSE = re.compile("相关|政府|信息|申请|行政|公益|服务|决定|数量|法规")
NUMBER = re.compile("^(?:[一二三四]、|（[一二三四五六七]）|[1-8]\\.)")
ROUND = {str(n): chr(0x2460 + n - 1) for n in range(1, 9)}
WORDS = "一二三四五六七八"


def explained(label: str, rng: random.Random) -> str:
    return label + EXPLANATIONS.get(label, "")


def shortened(label: str, rng: random.Random) -> str:
    return rng.choice(SHORT.get(label, (label,)))


def unnumbered(label: str, rng: random.Random) -> str:
    return NUMBER.sub("", label)


def _renumbered(arabic: str, bracketed: str, top: str) -> Reword:
    def reword(label: str, rng: random.Random) -> str:
        found = NUMBER.match(label)
        if not found:
            return label
        mark, rest = found.group(), label[found.end() :]
        if mark[0] == "（":
            return bracketed.format(mark[1], WORDS.index(mark[1]) + 1) + rest
        if mark[1] == "、":
            return top.format(mark[0], WORDS.index(mark[0]) + 1) + rest
        return (ROUND[mark[0]] if arabic == "round" else arabic.format(mark[0])) + rest

    return reword


def half_width(label: str, rng: random.Random) -> str:
    return label.translate(str.maketrans("（）：，“”", '():,""'))


def all_full_width(label: str, rng: random.Random) -> str:
    return full_width(label)


def traditional(label: str, rng: random.Random) -> str:
    return label.translate(TRADITIONAL)


def with_unit(label: str, rng: random.Random) -> str:
    """A unit in the head: 本年制发件数（件）."""
    counted = ("件数", "数量", "规章", "行政许可", "行政处罚", "行政强制")
    return label + "（件）" if label.endswith(counted) and "申请" not in label and "项目" not in label else label


def damaged(label: str, rng: random.Random) -> str:
    """A camera's reading: a character lost or taken for its like, in labels long enough to bear it."""
    if len(label) < 6 or rng.random() < 0.5:
        return label
    where = list(SAFE_TO_LOSE.finditer(label))
    likes = [at for at, char in enumerate(label) if char in CONFUSED]
    if where and rng.random() < 0.6:
        found = rng.choice(where)
        at = found.start() + rng.randrange(2)
        return label[:at] + label[at + 1 :]
    if likes:
        at = rng.choice(likes)
        return label[:at] + CONFUSED[label[at]] + label[at + 1 :]
    return label


def wrapped(label: str, rng: random.Random) -> str:
    """A line break where a narrow column had one."""
    if len(label) < 4 or "\n" in label:
        return label
    start = (found.end() if (found := NUMBER.match(label)) else 0) + 1
    whole = "0123456789０１２３４５６７８９.．"
    places = [
        at for at in range(max(start, 2), len(label) - 1) if label[at - 1] not in whole and label[at] not in whole
    ]
    at = rng.choice(places or [0])
    return label[:at] + "\n" + label[at:] if at else label


def spaced(label: str, rng: random.Random) -> str:
    """Short labels set wide: 规　章."""
    return rng.choice((" ", "　", "  ")).join(label) if 2 <= len(label) <= 4 else label


LABEL_NOISES: dict[str, tuple[Reword, bool]] = {
    "explained": (explained, False),
    "shortened": (shortened, False),
    "unnumbered": (unnumbered, False),
    "numbered-comma": (_renumbered("{0}、", "（{0}）", "{0}、"), False),
    "numbered-round": (_renumbered("round", "({0})", "{0}、"), False),
    "numbered-brackets": (_renumbered("（{0}）", "({0})", "（{0}）"), False),
    "numbered-arabic": (_renumbered("{0}) ", "{1}.", "{1}、"), False),
    "half-width": (half_width, False),
    "full-width": (all_full_width, False),
    "traditional": (traditional, False),
    "with-unit": (with_unit, False),
    "damaged": (damaged, False),
    "wrapped": (wrapped, True),
    "spaced": (spaced, True),
}
"""Each with whether it puts white space into the label."""


def reword_labels(draft: Draft, names: list[str]) -> None:
    """Change every label of the draft in these ways, in the order of the table above."""
    for name, (reword, _) in LABEL_NOISES.items():
        if name not in names:
            continue
        draft.mark(f"label:{name}")
        for block in draft.blocks:
            groups = {group: reword(group, draft.rng) for row in block.rows for group in row.path}
            block.heading = (
                reword(block.heading, draft.rng) if name not in ("with-unit", "explained") else block.heading
            )
            if name not in ("wrapped", "spaced", "damaged"):
                block.corner = reword(block.corner, draft.rng)
            for column in block.columns:
                column.label = reword(column.label, draft.rng)
                column.group = reword(column.group, draft.rng)
            for row in block.rows:
                row.label = reword(row.label, draft.rng)
                row.path = tuple(groups[group] for group in row.path)


def drawn_labels(draft: Draft) -> list[str]:
    """Which label noises this draft gets: mostly none or one."""
    count = draft.rng.choices((0, 1, 2), (45, 40, 15))[0]
    names = [name for name, (_, white) in LABEL_NOISES.items() if not white or draft.shape.spaces]
    chosen = draft.rng.sample(names, count)
    numbered = [name for name in chosen if name.startswith(("numbered", "unnumbered"))]
    return [name for name in chosen if name not in numbered[1:]]
