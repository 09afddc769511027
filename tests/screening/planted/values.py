"""What is planted: numbers by their standards, and the ways in which people write them down."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建华国庆志红玉珍海燕春梅雪峰晓东文斌家豪轩梓涵宇航欣怡思远"
AREAS = ("320813", "110105", "310115", "440305", "510107", "230103", "620102", "650102", "530302", "420106", "370203",
         "130606", "330106", "320813", "500112", "450502")  # fmt: skip
TOWNS = ("高良涧街道", "城关镇", "岔河镇", "河口乡", "红星路街道", "大营镇", "三河镇", "南塘乡")
ROADS = ("砚马路", "东风路", "人民路", "建设大街", "文化巷", "北环路", "新华街", "和平里")


def name(pick: random.Random) -> str:
    return pick.choice(SURNAMES) + "".join(pick.sample(GIVEN, pick.choice((1, 2, 2, 2))))


def birthday(pick: random.Random, *, minor: bool = False) -> dt.date:
    first, last = (
        (dt.date(2010, 1, 1), dt.date(2021, 12, 31)) if minor else (dt.date(1938, 1, 1), dt.date(2004, 12, 31))
    )
    return first + dt.timedelta(pick.randrange((last - first).days))


def identity(pick: random.Random, born: dt.date | None = None) -> str:
    """GB 11643-1999: seventeen digits and the remainder of their weighted sum by ISO 7064 MOD 11-2."""
    body = pick.choice(AREAS) + f"{born or birthday(pick):%Y%m%d}" + f"{pick.randrange(1, 1000):03d}"
    remainder = 0
    for sign in body:
        remainder = (remainder + int(sign)) * 2 % 11
    return body + "0123456789X"[(12 - remainder) % 11]


def disability(pick: random.Random) -> str:
    return identity(pick) + str(pick.randint(1, 7)) + str(pick.randint(1, 4))


def bank_card(pick: random.Random) -> str:
    """ISO/IEC 7812: the last digit makes the sum of every second digit doubled a multiple of ten."""
    body = pick.choice(("622202", "622848", "621700", "623061", "955880"))
    body += "".join(str(pick.randrange(10)) for _ in range(18 - len(body)))
    for last in "0123456789":
        digits = [int(sign) for sign in body + last][::-1]
        if (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0:
            return body + last
    raise AssertionError(body)


def mobile(pick: random.Random) -> str:
    return "1" + pick.choice("3578") + pick.choice("0123589") + "".join(str(pick.randrange(10)) for _ in range(8))


def plate(pick: random.Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    tail = "".join(pick.choice("0123456789" * 2 + letters) for _ in range(3)) + f"{pick.randrange(100):02d}"
    return pick.choice("京沪苏浙皖鲁豫川粤") + pick.choice(letters[:12]) + pick.choice(("", "·")) + tail


def passport(pick: random.Random) -> str:
    return pick.choice("EG") + f"{pick.randrange(10**8):08d}"


def address(pick: random.Random) -> str:
    room = pick.choice(("{a}号", "{a}号{b}栋{c}室", "{a}号{b}单元{c}室", "{a}号院{b}号楼{c}"))
    road = pick.choice(TOWNS) + pick.choice(ROADS)
    return road + room.format(
        a=pick.randint(1, 299), b=pick.randint(1, 12), c=pick.randint(1, 29) * 100 + pick.randint(1, 8)
    )


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() and sign.isascii() else sign for sign in text)


def parted(*sizes: int) -> Callable[[str], str]:
    """Written in groups of these sizes, with a space or a dash between them."""

    def write(text: str) -> str:
        groups, at = [], 0
        for size in sizes:
            groups.append(text[at : at + size])
            at += size
        return " ".join([*groups, text[at:]] if at < len(text) else groups)

    return write


def dashed(*sizes: int) -> Callable[[str], str]:
    return lambda text: parted(*sizes)(text).replace(" ", "-")


def as_is(text: str) -> str:
    return text
