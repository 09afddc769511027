"""Web archives (MHTML, RFC 2557) as browsers and Word save them: find the main page among the parts."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from gongkai.errors import HostileDocument, TruncatedDocument

_HEADERS = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE
)
_ADVICE = "请用浏览器或 Word 打开，另存为普通网页或 docx 后再报。"


def is_mhtml(data: bytes) -> bool:
    """Tell whether ``data`` begins like a mail message that holds a web page."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    return _HEADERS.match(head) is not None and re.search(rb"multipart/|text/html", head, re.IGNORECASE) is not None


def main_page(data: bytes) -> tuple[bytes, str | None]:
    """Return the main page's bytes and the encoding its part declares.

    The main page is the first HTML part (RFC 2387 puts the root first); a mere frameset gives way to the longest.
    Raises :class:`TruncatedDocument` where no HTML part is there.
    """
    try:
        message = message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    except RecursionError as error:
        raise HostileDocument("网页存档（MHT）嵌套层数异常，未予读取。", advice=_ADVICE) from error
    pages = [(_bytes(part), part.get_content_charset()) for part in parts]
    pages = [page for page in pages if page[0].strip()]
    if not pages:
        raise TruncatedDocument("网页存档（MHT）中没有网页正文，文件可能不完整。", advice=_ADVICE)
    if b"<frameset" in pages[0][0].lower() and len(pages) > 1:
        return max(pages, key=lambda page: len(page[0]))
    return pages[0]


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
