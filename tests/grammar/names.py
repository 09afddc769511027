"""Agencies that do not exist."""

from __future__ import annotations

import random

PROVINCES = ("云岭省", "东川省", "")
CITIES = ("青岚市", "宁远市", "海泉市", "雁州市", "")
COUNTIES = ("白石县", "临渡区", "南坪县", "新丰区", "云溪县", "金沙区")
TOWNS = ("柳林镇", "双桥镇", "大坪乡", "河东街道")
OFFICES = ("教育局", "自然资源局", "卫生健康局", "市场监督管理局", "应急管理局", "民政局", "水利局", "审计局")


def draw_agency(rng: random.Random) -> str:
    place = rng.choice(CITIES) + rng.choice(COUNTIES)
    kind = rng.random()
    if kind < 0.35:
        town = rng.choice(TOWNS)
        return place + town + ("办事处" if town.endswith("街道") else "人民政府")
    if kind < 0.75:
        return place + rng.choice(OFFICES)
    return place + "人民政府"
