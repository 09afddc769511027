"""The reference page of the clock: settings, events, limits, alarms, and the worked cases of year ends."""

from __future__ import annotations

from gongkai.law.clock.events import Fields, kinds_with_fields
from gongkai.law.clock.limits import all_limits
from gongkai.law.clock.settings import SettingRow, setting_rows
from gongkai.law.clock.words import alarm_basis, alarm_codes, alarm_text, cited
from gongkai.law.clock.year_end import year_end_cases

_UNITS = {"working": "个工作日", "days": "日", "months": "个月"}


def reference(note: str) -> str:
    """The whole page."""
    return f"""# The clock: settings, events, limits 法定期限的设置与词汇

{note}

How the clock works is told in [The statutory clock](clock.md).

## Settings 设置

An office sets them by key, a case under `[settings]`. Defaults are dated: a later one of the same key holds from its
day on.

| key | default | may be | meaning 含义 | source 出处 | basis 依据 |
| --- | --- | --- | --- | --- | --- |
{_settings()}
## Events 事件

Every event may also have `id`, and `entered`: the moment it was typed in. Fields in *italics* may be left out.

| event | fields | title 名称 |
| --- | --- | --- |
{_events()}
## Limits 法定期限

| limit | length | from | basis 依据 |
| --- | --- | --- | --- |
{_limits()}
## Alarms 提示

| code | meaning 含义 | basis 依据 |
| --- | --- | --- |
{_alarms()}
## Around the turn of a year 跨年办理

Three dates of each case, and the rows of the form of 2021 that each feeds, by reporting year.

| case 案件 | received 收到 | period begins 起算 | concluded 办结 | rows fed 计入 |
| --- | --- | --- | --- | --- |
{_year_end()}"""


def _settings() -> str:
    return "".join(
        f"| `{each.key}` | {_shown(each.default)} | {_may_be(each)} | {each.title} | {each.source} "
        f"| {cited(each.basis)} |\n"
        for each in setting_rows()
    )


def _shown(value: object) -> str:
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


def _may_be(row: SettingRow) -> str:
    if row.choices:
        return "、".join(f"`{each}`" for each in row.choices)
    return "`true`、`false`" if isinstance(row.default, bool) else f"{row.low} – {row.high}"


def _events() -> str:
    return "".join(
        f"| `{name}` | {'<br>'.join((*_fields(required), *(f'*{each}*' for each in _fields(optional))))} | {title} |\n"
        for name, title, required, optional in kinds_with_fields()
    )


def _fields(fields: Fields) -> list[str]:
    return [f"`{name}`: {kind if isinstance(kind, str) else '、'.join(kind)}" for name, kind in fields.items()]


def _limits() -> str:
    return "".join(
        f"| `{each.key}` | {each.number}{_UNITS[each.unit]} | {first or ''} | {cited(each.basis)} |\n"
        for first, each in all_limits()
    )


def _alarms() -> str:
    return "".join(f"| `{code}` | {alarm_text(code)} | {alarm_basis(code)} |\n" for code in alarm_codes())


def _year_end() -> str:
    return "".join(
        f"| {each.title} | {each.received} | {each.period_begins or '—'} | {each.concluded or '—'} "
        f"| {'<br>'.join(f'{year}: {_cells(cells)}' for year, cells in each.cells.items())} |\n"
        for each in year_end_cases()
    )


def _cells(cells: tuple[str, ...]) -> str:
    return "、".join(f"`{cell}`" for cell in cells)
