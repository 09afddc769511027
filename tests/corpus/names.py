"""Agencies that do not exist, named as real ones are."""

from __future__ import annotations

import random
from dataclasses import dataclass

PROVINCES = (
    "河北省",
    "山西省",
    "辽宁省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
)
PROVINCES += (
    "湖南省",
    "广东省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "广西壮族自治区",
)
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
FIRST = "东西南北上下大新永安长平石白青金临清宁龙凤云江海河山怀兴福昌广武文洪兰松柳桃杨梅灵乐桐阳宝丰"
SECOND = "安平阳山江河城川泉源溪林田沙台桥塘湖岭口浦港岗坪庄店门坝潭洲原泽水宁昌化兴陵封荣康定远和"
BUREAUX = (
    "教育局",
    "财政局",
    "司法局",
    "公安局",
    "民政局",
    "水利局",
    "农业农村局",
    "交通运输局",
    "市场监督管理局",
    "审计局",
)
BUREAUX += (
    "卫生健康局",
    "发展和改革局",
    "退役军人事务局",
    "医疗保障局",
    "应急管理局",
    "生态环境局",
    "文化和旅游局",
    "统计局",
)
BUREAUX += (
    "自然资源和规划局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "城市管理综合行政执法局",
    "信访局",
    "政务服务管理局",
)
CITY_BUREAUX = (
    "住房公积金管理中心",
    "人民防空办公室",
    "国有资产监督管理委员会",
    "科学技术局",
    "工业和信息化局",
    "林业局",
)


@dataclass(frozen=True)
class Agency:
    """A reporting body: its full name, what its own text calls it, and where it stands."""

    full: str
    """The longest name it uses of itself."""
    short: str
    """What the text calls it in passing (a suffix of the full name)."""
    place: str
    """Names of the places above it, joined."""
    kind: str
    """``province``, ``city``, ``county``, ``township``, ``street``, ``bureau``, ``zone`` or ``vertical``."""
    superior: str
    """Who the report is handed up to."""

    @property
    def is_government(self) -> bool:
        return self.kind in ("province", "city", "county", "township")

    @property
    def area(self) -> str:
        """The word for the agency's whole area in prose."""
        return {"province": "全省", "city": "全市", "county": "全县", "township": "全镇", "zone": "全区"}.get(
            self.kind, "全系统"
        )

    @property
    def self_word(self) -> str:
        """我局, 我镇 …"""
        ending = {"township": "镇", "street": "街道", "zone": "委", "city": "市", "county": "县", "province": "省"}
        return "我" + ending.get(self.kind, "局")


def _root(rng: random.Random) -> str:
    return rng.choice(FIRST) + rng.choice(SECOND)


def _county(rng: random.Random) -> str:
    return _root(rng) + rng.choices(("县", "区", "市", "苗族自治县", "左旗"), (45, 40, 10, 3, 2))[0]


def _places(rng: random.Random) -> tuple[str, str, str]:
    """Province or municipality, city (may be empty), county."""
    if rng.random() < 0.25:
        return rng.choice(MUNICIPALITIES), "", _root(rng) + rng.choice(("区", "县"))
    city = _root(rng) + rng.choices(("市", "州", "土家族苗族自治州"), (90, 4, 6))[0]
    return rng.choice(PROVINCES), city, _county(rng)


def make_agency(rng: random.Random, kind: str | None = None) -> Agency:
    """Invent an agency; ``kind`` fixes its kind."""
    kinds = ("township", "street", "bureau", "county", "city", "zone", "vertical", "province")
    kind = kind or rng.choices(kinds, (38, 14, 26, 9, 5, 4, 3, 1))[0]
    province, city, county = _places(rng)
    prefix = rng.choice((province + city + county, city + county, county)) or county
    if kind == "township":
        name = _root(rng) + rng.choices(("镇", "乡", "回族乡", "苏木"), (70, 24, 4, 2))[0]
        return Agency(f"{prefix}{name}人民政府", f"{name}人民政府", prefix, kind, f"{county}人民政府")
    if kind == "street":
        name = _root(rng) + "街道办事处"
        full = rng.choice((f"{prefix}{name}", f"{prefix}人民政府{name}"))
        return Agency(full, name, prefix, kind, f"{county}人民政府")
    if kind == "bureau":
        bureau = rng.choice(BUREAUX)
        return Agency(f"{prefix}{bureau}", f"{county}{bureau}", prefix, kind, f"{county}人民政府")
    if kind == "zone":
        name = rng.choice(("高新技术产业开发区", "经济技术开发区", "风景名胜区")) + "管理委员会"
        where = city or province
        return Agency(f"{where}{_root(rng)}{name}", name, where, kind, f"{where}人民政府")
    if kind == "vertical":
        county_tax = f"国家税务总局{county}税务局"
        return Agency(county_tax, f"{county}税务局", county, kind, f"国家税务总局{city or province}税务局")
    if kind == "province":
        return Agency(f"{province}人民政府", f"{province}人民政府", "", kind, "国务院")
    if kind == "city" and city:
        return Agency(
            rng.choice((province, "")) + f"{city}人民政府", f"{city}人民政府", province, kind, f"{province}人民政府"
        )
    place = rng.choice((province + city, city, "")) + county
    return Agency(f"{place}人民政府", f"{county}人民政府", province + city, "county", f"{city or province}人民政府")


def other_agency(rng: random.Random, agency: Agency) -> Agency:
    """Another agency of the same kind, of another name: for decoys and texts copied from a neighbour."""
    while True:
        other = make_agency(rng, agency.kind)
        if other.full != agency.full and other.short not in agency.full:
            return other
