"""What the command line says is Chinese, click's own words too."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gongkai.cli
from tests.cli.kit import BAISHIYI, Run

WORDS = Path(gongkai.cli.__file__).parent / "locale/zh/LC_MESSAGES"


def test_the_compiled_words_are_those_of_their_source() -> None:
    compiled = gettext.GNUTranslations((WORDS / "messages.mo").open("rb"))
    for each in read_po((WORDS / "messages.po").open("rb")):
        if not each.id:
            continue
        if isinstance(each.id, tuple):
            assert compiled.ngettext(*each.id, 2) == each.string[0]
        else:
            assert compiled.gettext(each.id) == each.string


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "没有“nothing”这个命令。"),
        (["read"], "缺少参数 'PATH...'"),
        (["check", BAISHIYI, "--fromat", "json"], "没有“--fromat”这个选项。 （是否要写：'--format', '--out'？）"),
        (["read", BAISHIYI, "--out"], "选项“--out”后面要写 1 个值。"),
        (["read", BAISHIYI, "--jobs", "many"], "“many”不是整数或数字。"),
        (["read", BAISHIYI, "--jobs", "99"], "99 超出范围（0<=x<=64）。"),
        (["write", BAISHIYI, "--out", "x", "--kind", "odt"], "“odt”不在可选范围内"),
        (["diff", BAISHIYI, BAISHIYI, BAISHIYI], "多出了："),
        (["january", BAISHIYI, "--roster"], "选项“--roster”后面要写 1 个值。"),
        (["check", BAISHIYI, "--previous", "nothing"], "“nothing”不存在。 请写上年报告的文件"),
        (["check", BAISHIYI, "--rules", "nothing"], "没有编号为“nothing”的规则。"),
        (["write", "--empty-form", "2031", "--out", "x.xlsx"], "没有“2031”这种表样。 已有表样：2019、2021。"),
    ],
)
def test_wrong_use_is_answered_in_chinese(run: Run, arguments: list[object], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not [word for word in ("Error", "Usage", "Try", "Invalid", "Missing") if word in ran.err]


def test_a_folder_without_files_is_wrong_use(run: Run, tmp_path: Path) -> None:
    ran = run("read", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f"“{tmp_path}”里没有文件。 请核对文件夹。" in ran.err


def test_help_is_chinese(run: Run) -> None:
    ran = run("read", "--help")
    assert "用法：" in ran.out
    assert "显示本说明。" in ran.out
