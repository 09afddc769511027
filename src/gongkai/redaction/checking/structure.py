"""Every object of a redacted file: only pages that each hold one picture, and not a byte besides."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gongkai.redaction.checking.survival import PageImage, Survival
from gongkai.redaction.drawing.building import written

if TYPE_CHECKING:
    import pikepdf

_CONTENT = re.compile(rb"(\d+\.\d{3}) 0 0 (\d+\.\d{3}) 0 0 cm /P Do")
_END = b"%%EOF"
_TRAILER = {"/Root", "/Size", "/ID"}
_ROOT = {"/Type", "/Pages"}
_TREE = {"/Type", "/Kids", "/Count"}
_PAGE = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
_IMAGE = {
    *("/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/DecodeParms"),
    "/Length",
}
_MEANING = {
    "/Info": ("metadata", "文件属性"),
    "/Metadata": ("metadata", "元数据"),
    "/PieceInfo": ("metadata", "程序留存的数据"),
    "/Thumb": ("metadata", "缩略图"),
    "/Prev": ("earlier", "改动前的版本"),
    "/AcroForm": ("form", "表单"),
    "/Annots": ("annotation", "批注或者表单域"),
    "/Names": ("attachment", "附件或者脚本"),
    "/AF": ("attachment", "附件"),
    "/Font": ("text", "文字用的字体"),
}


class Structure:
    """The objects of one redacted file, what must not be among them, and the picture of each page."""

    def __init__(self, data: bytes) -> None:
        self.survivals: list[Survival] = []
        self.images: list[PageImage] = []
        self.objects = 0
        import pikepdf

        if data.count(_END) > 1:
            self._found("earlier", None, "文件后面接着保存过改动，改动前的内容还在")
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                self._walk(pdf)
                if not self.survivals and written(pdf) != data:
                    self._found("structure", None, "文件里有不属于任何页面的字节")
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
            self._found("structure", None, f"文件的结构不是所写的那样（{error}）")

    def _found(self, kind: str, page: int | None, words: str) -> None:
        self.survivals.append(Survival(kind, page, words))

    def _walk(self, pdf: pikepdf.Pdf) -> None:
        known: set[tuple[int, int]] = {pdf.Root.objgen, pdf.Root.Pages.objgen}
        self._only(pdf.trailer, _TRAILER, None, "文件尾")
        self._only(pdf.Root, _ROOT, None, "文件目录")
        self._only(pdf.Root.Pages, _TREE, None, "页面目录")
        for number, page in enumerate(pdf.pages, 1):
            known.update(self._page(page.obj, number))
        for thing in pdf.objects:
            self.objects += 1
            if thing.objgen not in known:
                self._found("structure", None, f"对象 {thing.objgen[0]} 不属于任何页面")

    def _page(self, page: Any, number: int) -> Iterator[tuple[int, int]]:
        yield page.objgen
        self._only(page, _PAGE, number, "页面")
        self._only(page.Resources, {"/XObject"}, number, "页面资源")
        self._only(page.Resources.XObject, {"/P"}, number, "页面图像")
        content = page.Contents
        yield content.objgen
        self._only(content, {"/Length"}, number, "页面内容")
        match = _CONTENT.fullmatch(content.read_raw_bytes())
        box = [float(each) for each in page.MediaBox]
        if match is None or box != [0, 0, float(match[1]), float(match[2])]:
            self._found("structure", number, "页面内容不只是一张图像")
        image = page.Resources.XObject.P
        yield image.objgen
        self._only(image, _IMAGE, number, "图像")
        self.images.append(self._image(image, number))

    def _image(self, image: Any, number: int) -> PageImage:
        wide, high, grey = int(image.Width), int(image.Height), str(image.ColorSpace) == "/DeviceGray"
        photograph = str(image.Filter) == "/DCTDecode"
        if not photograph:
            parms = {str(key): int(value) for key, value in image.DecodeParms.items()}
            wanted = {"/Predictor": 15, "/Colors": 1 if grey else 3, "/BitsPerComponent": 8, "/Columns": wide}
            if str(image.Filter) != "/FlateDecode" or parms != wanted:
                self._found("structure", number, "图像不是所写的编码")
        if not grey and str(image.ColorSpace) != "/DeviceRGB":
            self._found("structure", number, "图像另有色彩数据")
        return PageImage(number, image.read_raw_bytes(), photograph, grey, wide, high)

    def _only(self, thing: Any, allowed: Iterable[str], page: int | None, where: str) -> None:
        for key in sorted(set(map(str, thing.keys())) - set(allowed)):
            kind, words = _MEANING.get(key, ("structure", f"不该有的内容（{key}）"))
            self._found(kind, page, f"{where}里有{words}")
