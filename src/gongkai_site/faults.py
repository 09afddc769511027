"""What the site says when it could not answer: pages of ours in every case, made without asking the database.

Each has a way on, and gives back what was typed. What is the site's own fault is in the log with its traceback, which
Django writes before it asks for the page.
"""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai_site.errors import OurFault
from gongkai_site.posted import page_before, sent_by


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of page: its status, what it says and what to do; ``again`` offers to send what was typed once more."""

    status: int
    title: str | Promise
    advice: str | Promise
    again: bool = False


BAD = Fault(400, _("请求不完整"), _("浏览器发来的内容不完整或无法识别，没有办理。请返回上一页，刷新后再试。"))
CSRF = Fault(
    403,
    _("页面已过期，没有提交"),
    _("这个页面打开以后，您在别的窗口重新登录过，或浏览器没有保存Cookie。"),
    again=True,
)
FORBIDDEN = Fault(403, _("没有权限"), _("您没有查看这个页面的权限。如确有需要，请联系本单位管理员。"))
METHOD = Fault(405, _("不能这样打开"), _("这个地址只用来提交内容，不能直接打开。请从相应的页面进入。"))
TOO_LARGE = Fault(413, _("内容过大"), _("提交的内容或文件超过了上限，没有办理。请返回上一页，减小文件或分几次提交。"))
TOO_MANY = Fault(429, _("操作过于频繁"), _("短时间内的请求过多，请过几分钟再试。"))
OURS = Fault(
    500,
    _("系统出错"),
    _("系统出了错，这一步没有完成，错误已记入运行日志。请返回后再试；仍然出错的，请告诉系统管理员。"),
)
BUSY = Fault(503, _("数据库暂时繁忙"), _("这一步没有办理。请稍等片刻再试；一直如此的，请告诉系统管理员。"), again=True)
FULL = Fault(507, _("磁盘空间已满"), _("服务器的磁盘满了，没有保存。请把下面的内容另行保存，并告诉系统管理员。"))

_RETRY_SECONDS = 10
_SQLITE_FULL = {sqlite3.SQLITE_FULL}
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
_POSTGRESQL_BUSY = ("08", "40", "53", "55", "57")
"""Classes of its states: connection, serialisation, resources, locks, an operator's shutdown."""


def kind_of(error: BaseException | None) -> Fault:
    """Tell a full disk and a database that does not answer from what is wrong with the program."""
    chain = list(_chain(error))
    if any(_is_full(each) for each in chain):
        return FULL
    return BUSY if any(_is_busy(each) for each in chain) else OURS


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, psycopg.errors.DiskFull) or _sqlite_code(error) in _SQLITE_FULL


def _is_busy(error: BaseException) -> bool:
    if isinstance(error, psycopg.Error):
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and error.sqlstate is None
        return lost or (error.sqlstate or "").startswith(_POSTGRESQL_BUSY)
    return _sqlite_code(error) in _SQLITE_BUSY


def _sqlite_code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return None if code is None else code & 0xFF


def fault_page(request: HttpRequest, fault: Fault, *, said: str = "") -> HttpResponse:
    """The page of a fault, or its JSON; ``said`` tells more closely what was wrong."""
    if "application/json" in request.headers.get("Accept", ""):
        answer: HttpResponse = JsonResponse({"error": {"code": str(fault.status), "message": str(fault.title)}})
        answer.status_code = fault.status
        return answer
    sent = sent_by(request)
    context = {
        "fault": fault,
        "said": said,
        "sent": sent,
        "texts": [each for each in sent if each.is_text],
        "again": fault.again and bool(sent) and not request.FILES,
        "token": get_token(request),
        "before": page_before(request),
        "retry": request.get_full_path() if request.method in ("GET", "HEAD") else "",
        "action": request.get_full_path(),
        "office": request.path_info.startswith("/admin/"),
    }
    answer = HttpResponse(render_to_string("fault.html", context), status=fault.status)
    if fault is BUSY:
        answer["Retry-After"] = str(_RETRY_SECONDS)
    add_never_cache_headers(answer)
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of what it would not read."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return fault_page(request, TOO_LARGE if too_large else BAD)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's handler of a form without the token of this browser."""
    return fault_page(request, CSRF)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of what it refuses by itself."""
    return fault_page(request, FORBIDDEN)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The handler of who asks too often, for allauth's limits and ours."""
    return fault_page(request, TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler of everything that was not caught; a mistake that we named ourselves says its name."""
    error = sys.exc_info()[1]
    return fault_page(request, kind_of(error), said=str(error) if isinstance(error, OurFault) else "")


class FaultMiddleware:
    """Gives a page to those answers of Django's and its server's that have a status and nothing else."""

    _pages = {each.status: each for each in (BAD, FORBIDDEN, METHOD, TOO_LARGE, TOO_MANY)}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with a page where there would be none."""
        answer = self._get_response(request)
        fault = self._pages.get(answer.status_code)
        if fault is None or not isinstance(answer, HttpResponse) or answer.content or request.method == "HEAD":
            return answer
        page = fault_page(request, fault)
        for name, value in answer.items():
            if name not in ("Content-Type", "Content-Length"):
                page[name] = value
        page.cookies = answer.cookies
        return page
