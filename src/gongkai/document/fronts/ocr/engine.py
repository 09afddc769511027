"""The recognition engine: RapidOCR with the models that come in its wheel; nothing is fetched."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.document.budget import recognising
from gongkai.errors import ToolMissing

if TYPE_CHECKING:
    from gongkai.document.fronts.ocr.picture import Pixels


class Recognised(NamedTuple):
    """A run of characters with the four corners of its box, in pixels, clockwise from the upper left."""

    text: str
    corners: tuple[tuple[float, float], ...]
    confidence: float


def available() -> bool:
    """Tell whether the extra ``gongkai[ocr]`` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2", "PIL"))


def require(what: str) -> None:
    """Raise :class:`ToolMissing` naming ``what`` needs recognition where the extra is not installed."""
    if not available():
        raise ToolMissing(f"{what}，需要文字识别。", advice='请安装文字识别组件：pip install "gongkai[ocr]"')


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            # How sure each character is, not only how sure they are on the whole.
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            # The picture is brought to size before; the engine would shrink it a second time, or blow it up.
            "Global.max_side_len": 6000,
            "Det.limit_type": "max",
            "Det.limit_side_len": 2400,
        }
    )


def recognise(picture: Pixels) -> list[Recognised]:
    """Find and recognise all text of a picture."""
    engine = _engine()
    with recognising():
        result = engine(picture, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None or result.txts is None:
        return []
    characters: Sequence[Any] = result.word_results or ()
    if len(characters) != len(result.txts):
        characters = [()] * len(result.txts)  # a run without any box of its own shifts the rest
    return [
        Recognised(
            text.strip(),
            tuple((float(x), float(y)) for x, y in box),
            confidence_of(float(score), [(str(each[0]), float(each[1])) for each in parts]),
        )
        for box, text, score, parts in zip(result.boxes, result.txts, result.scores, characters, strict=True)
        if text.strip()
    ]


def confidence_of(mean: float, characters: Sequence[tuple[str, float]]) -> float:
    """Return how sure a text is: a figure as its least sure digit, other text as its characters on average."""
    return min([mean, *(confidence for text, confidence in characters if any(map(str.isdigit, text)))])


def recognise_crops(crops: Sequence[Pixels]) -> list[tuple[str, float]]:
    """Recognise small pictures that each hold one line of text; returns ``(text, confidence)`` for each."""
    if not crops:
        return []
    engine = _engine()
    with recognising():
        result = engine.recognize_txt(list(crops))
    words: Sequence[Any] = result.word_results or [None] * len(result.txts)
    return [
        (text.strip(), confidence_of(float(score), _characters(text, word)))
        for text, score, word in zip(result.txts, result.scores, words, strict=True)
    ]


def _characters(text: str, word: Any) -> list[tuple[str, float]]:
    """Return each character with its confidence, where the engine says one for each."""
    confidences = list(getattr(word, "confs", None) or ())
    return [(a, float(b)) for a, b in zip(text, confidences, strict=True)] if len(confidences) == len(text) else []
