"""Words as pictures: the grounds printed in boxes, and the pages that stand for those that do not go out."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gongkai.errors import WriteFailed
from gongkai.report.json import dumps

if TYPE_CHECKING:
    from PIL import Image

_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
_POINTS = 72
_LINE_DPI = 144
BLACK, WHITE = "#000000", "#ffffff"


@lru_cache(maxsize=256)
def line(words: str) -> Image.Image:
    """Return a line of words, white on black, grey."""
    made = _drawn({"line": True, "title": words, "ink": WHITE, "paper": BLACK}, _LINE_DPI / _POINTS)
    box = made.getbbox()
    return made if box is None else made.crop(box)


@lru_cache(maxsize=64)
def page(title: str, lines: tuple[str, ...], width: int, height: int) -> Image.Image:
    """Return a white page of so many pixels with a title and lines in the middle."""
    from PIL import Image

    # A page of the same proportions, small enough to be set in usual sizes.
    scale = max(width, height) / 842
    data = {
        "line": False,
        "title": title,
        "lines": list(lines),
        "ink": BLACK,
        "paper": WHITE,
        "width": width / scale,
        "height": height / scale,
    }
    made = _drawn(data, scale)
    if made.size == (width, height):
        return made
    paper = Image.new("L", (width, height), 255)
    paper.paste(made, (0, 0))
    return paper


def _drawn(data: dict[str, Any], scale: float) -> Image.Image:
    import pypdfium2
    import typst

    try:
        made = typst.compile(
            files("gongkai.redaction").joinpath("data", "page.typ").read_bytes(),
            font_paths=_installed(),
            sys_inputs={"data": dumps({**data, "fonts": _font()})},
            format="pdf",
        )
    except typst.TypstError as error:
        raise WriteFailed(f"无法排版依据：{error.message}。") from error
    if not isinstance(made, bytes):
        raise WriteFailed("无法排版依据：没有生成任何页面。")
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    try:
        picture: Image.Image = document[0].render(scale=scale).to_pil().convert("L")
        return picture
    finally:
        document.close()


@cache
def _installed() -> Any:
    import typst

    return typst.Fonts()


@cache
def _font() -> str:
    installed = set(_installed().families())
    for each in _FONTS:
        if each in installed:
            return each
    raise WriteFailed(
        f"没有找到可用的中文字体（需要以下之一：{'、'.join(_FONTS)}），无法写明依据。",
        advice="请安装 Noto CJK 字体，例如在 Debian 上：apt install fonts-noto-cjk。",
    )
