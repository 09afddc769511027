import pytest

from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.pasted import pasted_table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("姓名\t单位\r\n李四\t甲镇\r\n", [["姓名", "单位"], ["李四", "甲镇"]]),
        ('1\t"两行\n文字"\t3\n', [["1", "两行\n文字", "3"]]),
        ("\t2\t\n3\t\t4", [["", "2", ""], ["3", "", "4"]]),
        ("1,234\t５６", [["1,234", "５６"]]),
        ("单列\n", [["单列"]]),
        ("<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>", [["甲", "乙"], ["1", "2"]]),
        ("<tr><td colspan=2>总</td><td>3</td></tr>", [["总", "", "3"]]),
    ],
)
def test_a_block_is_read_as_rows_of_cells(text, rows):
    assert pasted_table(text).rows == rows


@pytest.mark.parametrize("text", ["", " \n\t", "<table></table>"])
def test_what_holds_no_table_is_refused(text):
    with pytest.raises(InvalidInput):
        pasted_table(text)
