"""``python examples/january/make_roster.py``: write ``roster.xlsx``, the list of who owes a report for 2024.

The four reports in ``incoming`` are real and come from four places; three neighbours that sent nothing stand beside
them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import load_workbook

from gongkai.january import write_roster_template

ROSTER = Path(__file__).with_name("roster.xlsx")
DUE = dt.date(2025, 1, 20)
OFFICES = (
    # name, place, superior, role
    ("白市驿镇人民政府", "重庆市九龙坡区", "重庆市九龙坡区人民政府", "下级"),
    ("含谷镇人民政府", "重庆市九龙坡区", "重庆市九龙坡区人民政府", "下级"),
    ("国梁镇人民政府", "重庆市大足区", "重庆市大足区人民政府", "下级"),
    ("雍溪镇人民政府", "重庆市大足区", "重庆市大足区人民政府", "下级"),
    ("路北街道办事处", "浙江省台州市路桥区", "台州市路桥区人民政府", "下级"),
    ("路南街道办事处", "浙江省台州市路桥区", "台州市路桥区人民政府", "下级"),
    ("洪泽区人民政府", "江苏省淮安市洪泽区", "淮安市人民政府", "下级"),
)


def main() -> None:
    """Fill in the empty roster that ``gongkai january --template`` writes."""
    write_roster_template(ROSTER)
    book = load_workbook(ROSTER)
    for number, (name, place, superior, role) in enumerate(OFFICES, start=4):
        for column, value in enumerate((name, place, superior, DUE, role), start=1):
            book.worksheets[0].cell(number, column).value = value
    book.save(ROSTER)


if __name__ == "__main__":
    main()
