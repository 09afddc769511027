"""The front's own pages: in the reader's language, from no database."""

from __future__ import annotations

import io
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai_site.front.limits import AGAIN
from gongkai_site.front.reading import Refused

_SAID = {
    408: (
        gettext_noop("没有收完"),
        gettext_noop("内容传得太慢，没有收完，什么都没有保存。"),
        gettext_noop("请检查网络，稍后重新提交；大的文件请分几次上传。"),
    ),
    413: (
        gettext_noop("内容太大"),
        gettext_noop("提交的内容超过了这里的上限{most:g}MB，没有收下，什么都没有保存。"),
        gettext_noop("请把大的文件分成几份，或者登录后再提交。"),
    ),
    507: (
        gettext_noop("磁盘空间已满"),
        gettext_noop("服务器的磁盘满了，没有收下，什么都没有保存。"),
        gettext_noop("请告诉系统管理员，腾出空间后再提交。"),
    ),
    503: (
        gettext_noop("暂时繁忙"),
        gettext_noop("现在办理的人很多，这次没有办理，什么都没有改变。"),
        gettext_noop("请过几秒钟再试。"),
    ),
}


def refusal(refused: Refused, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and page by which the front refuses a request."""
    status = refused.status
    language = translation.get_language_from_request(WSGIRequest({**environ, "wsgi.input": io.BytesIO()}))
    with translation.override(language):
        title, said, advice = (_(text).format(most=refused.most / 1e6) for text in _SAID[status])
        page = render_to_string(
            "front/refused.html", {"title": title, "said": said, "advice": advice, "language": language}
        ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    if status == 503:
        headers.append((b"retry-after", str(AGAIN).encode()))
    return status, headers, page
