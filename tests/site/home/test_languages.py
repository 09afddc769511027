"""The interface in English: the translations are complete and sound, and are shown to who asks for them."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize

from gongkai_site.people.models import Role
from tests.site.build import agency, person, signed_in

FOLDER = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{[^{}]*\}|<[^>]+>")
CALL = re.compile(r"""gettext\(\s*(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")|\b_\(("[^"]*"|'[^']*')\)""")
HAN = re.compile(r"[\u4e00-\u9fff]+")
# The site's own name, a document's number, headings of a file and words that must be typed in Chinese.
NOT_FOR_ENGLISH = {
    "公开",
    "国办公开办函",
    "号",
    "名称",
    "政府信息公开上级",
    "所在地",
    "上级所在地",
    "单位所在地",
    "自",
    "请",
    "空白",
    "无此格",
    "无法辨认",
    "未能读出",
}
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8"}
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9,en;q=0.1"}


def catalog() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages() -> list[Message]:
    return [message for message in catalog() if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_message_is_translated_and_none_is_a_guess() -> None:
    assert len(messages()) > 1000
    assert [m.id for m in messages() if m.fuzzy or not all(form.strip() for form in forms(m.string))] == []


def test_placeholders_and_marks_are_the_same_in_both_languages() -> None:
    def marks(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    differing = [
        (message.id, form)
        for message in messages()
        for form in forms(message.string)
        if marks(form) != marks(forms(message.id)[0])
    ]
    assert differing == []


def test_chinese_stays_in_the_english_only_where_it_must_be_typed_or_is_a_name() -> None:
    left = {word for message in messages() for form in forms(message.string) for word in HAN.findall(form)}
    assert left <= NOT_FOR_ENGLISH


def test_a_label_before_a_value_ends_in_a_colon_in_both_languages() -> None:
    endings = [
        message.id
        for message in messages()
        for form in forms(message.string)
        if forms(message.id)[0].endswith("：") != form.rstrip().endswith(":")
    ]
    assert endings == []


def test_the_compiled_file_holds_exactly_what_the_source_says() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = {tuple(forms(m.id)): forms(m.string) for m in read_mo(file) if m.id}
    assert compiled == {tuple(forms(m.id)): forms(m.string) for m in messages()}


def test_the_heading_of_the_source_names_no_person_and_no_machine() -> None:
    text = (FOLDER / "django.po").read_text("utf-8")
    assert not re.search(r"\S@\S|localhost|^#: [/.]", text, re.MULTILINE)
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in text


def of_template(text: str) -> set[str]:
    return {ast.literal_eval(found[1] or found[2]) for found in CALL.finditer(templatize(text))}


def of_module(text: str) -> set[str]:
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext", "gettext_lazy"}
        if isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize(("suffix", "read"), [("html", of_template), ("py", of_module)])
def test_whatever_is_marked_for_translation_is_in_the_source(suffix: str, read: Callable[[str], set[str]]) -> None:
    """Where this fails, English lacks a text: see "Translations" in docs/site/portal.md."""
    known = {form for message in messages() for form in forms(message.id)}
    root = Path(settings.LOCALE_PATHS[0]).parent
    used = {text for file in root.rglob(f"*.{suffix}") for text in read(file.read_text("utf-8"))}
    assert len(used) > 300
    assert sorted(used - known) == []


@pytest.mark.parametrize(
    ("address", "english", "chinese"),
    [
        ("account_login", "<h1>Sign in</h1>", "<h1>登录</h1>"),
        ("portal:home", "Annual reports of government information disclosure", "政府信息公开工作年度报告"),
    ],
)
def test_public_pages_speak_the_language_the_browser_asks_for(address: str, english: str, chinese: str) -> None:
    for headers, shown, hidden in ((ENGLISH, english, chinese), (CHINESE, chinese, english), ({}, chinese, english)):
        page = Client(**headers).get(reverse(address)).content.decode()
        assert shown in page
        assert hidden not in page


def test_another_language_than_the_two_is_answered_in_chinese() -> None:
    assert "<h1>登录</h1>" in Client(HTTP_ACCEPT_LANGUAGE="fr").get(reverse("account_login")).content.decode()


def test_the_button_of_the_public_pages_changes_the_language_and_changes_it_back() -> None:
    client = Client(**CHINESE)
    for chosen, shown in (("en", "Find an agency"), ("zh-hans", "查找单位")):
        client.post(reverse("portal:language"), {"language": chosen, "next": "/"})
        assert shown in client.get("/").content.decode()


def test_the_workbench_speaks_the_language_set_in_the_account() -> None:
    user = person(agency(), Role.ADMIN)
    client = signed_in(user)
    address = reverse("workbench")
    chinese, english = (
        "没有人担任，相应的步骤无法办理",
        "Nobody holds the role, so the steps that need it cannot be taken",
    )
    assert chinese in client.get(address).content.decode()
    user.language = "en"
    user.save()
    page = client.get(address, **CHINESE).content.decode()
    assert english in page and chinese not in page
    assert "Audit log" in page  # the menu


def test_the_workbench_follows_the_browser_until_a_language_is_set_in_the_account() -> None:
    client = signed_in(person(is_system_admin=True))
    address = reverse("workbench")
    assert "What to do next" in client.get(address, **ENGLISH).content.decode()
    assert "下一步" in client.get(address).content.decode()


def test_the_account_page_offers_both_languages() -> None:
    page = signed_in(person(agency())).get(reverse("own-account")).content.decode()
    assert 'value="zh-hans"' in page and 'value="en"' in page


def test_one_and_many_are_told_apart_in_english() -> None:
    with override("en"):
        assert [ngettext("共%(n)s个单位", "共%(n)s个单位", n) % {"n": n} for n in (1, 2)] == ["1 agency", "2 agencies"]
        assert gettext("登录") == "Sign in"
