"""Who reports: townships, subdistricts, bureaus, county and city governments, and what they call themselves."""

from __future__ import annotations

import random
from dataclasses import dataclass

PROVINCES = ("云岭省", "东川省")
CITIES = ("青岚市", "宁远市", "海泉市", "雁州市", "临江市")
COUNTIES = ("白石县", "临渡区", "南坪县", "新丰区", "云溪县", "金沙区", "兴泽县", "东原区")
TOWNS = ("柳林镇", "双桥镇", "大坪乡", "石门镇", "白杨镇", "清水乡", "龙泉镇", "高桥镇")
SUBDISTRICTS = ("河东街道", "城南街道", "迎宾街道", "北苑街道")
BUREAUS = (
    "教育局", "自然资源局", "卫生健康局", "市场监督管理局", "应急管理局", "民政局", "水利局", "审计局", "财政局",
    "交通运输局", "农业农村局", "住房和城乡建设局", "统计局", "司法局", "人力资源和社会保障局", "发展和改革委员会",
    "医疗保障局", "文化和旅游局",
)  # fmt: skip
# Cities divided into districts: only such a city's government may make rules (规章), so that they must be real.
RULE_MAKERS = ("淮安市", "泸州市", "十堰市", "宿州市", "南平市", "泰州市")
KINDS = {"township": 30, "subdistrict": 10, "bureau": 30, "county": 18, "city": 12}


@dataclass(frozen=True)
class Office:
    """An office with the words for it; ``size`` sets its figures."""

    kind: str
    agency: str
    short: str
    me: str
    area: str
    """What its report calls the whole area: 全县, 全镇."""
    above: str
    """The party committee and government it looks up to."""
    superior: str
    """Who collects its report."""
    site: str
    house: str
    """The section that answers questions."""
    others: tuple[str, ...]
    """Full and short name of an office of the same kind: what a copied text would leave behind."""

    @property
    def government(self) -> bool:
        """A people's government, whose report states assessment, appraisal and accountability (art. 50 (4))."""
        return self.kind in ("township", "county", "city")

    @property
    def size(self) -> str:
        return "township" if self.kind == "subdistrict" else self.kind


def _below(kind: str, rng: random.Random) -> Office:
    city, county = rng.choice(CITIES), rng.choice(COUNTIES)
    unit = county[-1]
    place = rng.choice((city + county, city + county, county))
    above, superior, site = f"{unit}委、{unit}政府", f"{unit}政府办公室", f"{county}人民政府门户网站"
    if kind == "township":
        town, other = rng.sample(TOWNS, 2)
        return Office(
            kind, f"{place}{town}人民政府", town, f"我{town[-1]}", f"全{town[-1]}", above, superior, site, "党政办公室",
            (f"{other}人民政府", other),
        )  # fmt: skip
    if kind == "subdistrict":
        street, other = rng.sample(SUBDISTRICTS, 2)
        return Office(
            kind, f"{place}{street}办事处", street, "我街道", "全街道", above, superior, site, "党政综合办公室",
            (f"{other}办事处", other),
        )  # fmt: skip
    bureau, other = rng.sample(BUREAUS, 2)
    me = "我委" if bureau.endswith("委员会") else "我局"
    return Office(
        kind, f"{place}{bureau}", f"{unit}{bureau}", me, "全系统", above, superior, site, "办公室",
        (f"{county}{other}", f"{unit}{other}"),
    )  # fmt: skip


def draw_office(rng: random.Random, kind: str = "") -> Office:
    """An office of this kind, or of one drawn by how many there are."""
    kind = kind or rng.choices(list(KINDS), list(KINDS.values()))[0]
    if kind in ("township", "subdistrict", "bureau"):
        return _below(kind, rng)
    if kind == "county":
        city, (county, other) = rng.choice(CITIES), rng.sample(COUNTIES, 2)
        unit = county[-1]
        return Office(
            kind, f"{city}{county}人民政府", county, f"我{unit}", f"全{unit}", "市委、市政府", "市政府办公室",
            f"{county}人民政府门户网站", f"{county}人民政府办公室", (f"{other}人民政府", other),
        )  # fmt: skip
    city, other = rng.sample(RULE_MAKERS, 2)
    return Office(
        kind, f"{city}人民政府", city, "我市", "全市", "省委、省政府", "省政府办公厅", f"{city}人民政府门户网站",
        f"{city}人民政府办公室", (f"{other}人民政府", other),
    )  # fmt: skip
