"""``gongkai january`` over the example in the repository, as ``make january`` runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.january import read_roster
from tests.cli.kit import BAISHIYI, GUOLIANG, HONGZE, LUBEI, REAL, ROOT, Run, lines_of

EXAMPLE = ROOT / "examples" / "january"
INCOMING = {"白市驿镇.txt": BAISHIYI, "国梁镇.txt": GUOLIANG, "路北街道.txt": LUBEI, "洪泽区.pdf": HONGZE}


def january(run: Run, out: Path, folder: Path = EXAMPLE / "incoming", *more: object) -> object:
    return run("january", folder, "--roster", EXAMPLE / "roster.xlsx", "--out", out, *more)


def test_the_example_is_the_real_reports() -> None:
    incoming = {path.name: path.read_bytes() for path in (EXAMPLE / "incoming").iterdir()}
    assert incoming == {name: path.read_bytes() for name, path in INCOMING.items()}


def test_the_examples_roster_is_what_its_script_makes() -> None:
    namespace: dict[str, object] = {"__file__": str(EXAMPLE / "make_roster.py"), "__name__": "make_roster"}
    exec((EXAMPLE / "make_roster.py").read_text("utf-8"), namespace)  # a script beside its data, not a package
    offices = namespace["OFFICES"]
    assert isinstance(offices, tuple)
    entries = read_roster(EXAMPLE / "roster.xlsx")
    assert [(each.name, each.place, each.superior) for each in entries] == [office[:3] for office in offices]
    assert {each.due for each in entries} == {namespace["DUE"]}


def test_each_office_is_printed_with_its_findings_and_the_sums_follow(run: Run, tmp_path: Path) -> None:
    ran = run(
        "january", EXAMPLE / "incoming", "--roster", EXAMPLE / "roster.xlsx", "--out", tmp_path / "out", "--jobs", 2
    )
    assert ran.code == 0
    lines = ran.out.splitlines()
    late = lines.index("重庆市九龙坡区白市驿镇人民政府：已报，迟报（2025-01-21，公开日期），白市驿镇.txt")
    assert "deadline.published" in "".join(lines[late + 1 : late + 3])
    assert "重庆市大足区雍溪镇人民政府：未报" in lines
    assert not any(line.startswith("浙江省台州市路桥区路北街道") for line in lines)
    assert "汇总 4 份报告，缺 3 个机关：" in lines
    assert "    第二十条第（八）项/行政事业性收费：本年收费金额 7545万元" in lines
    assert lines[-2].startswith("2024年度：已报 4，有错 0，未报 3，")
    assert lines[-1].endswith("汇总.html")


def test_everything_promised_is_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    january(run, out)
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"汇总.html", "报送情况.xlsx", "汇总年度报告.docx", "汇总年度报告.xlsx", "变化.md"} <= names
    assert "退改通知/江苏省淮安市洪泽区人民政府.docx" in names
    assert [line["source"] for line in lines_of(out / "reports.jsonl")] == sorted(INCOMING)


def test_a_file_that_cannot_be_read_is_printed_and_changes_the_exit_code(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    shutil.copytree(EXAMPLE / "incoming", folder)
    (folder / "含谷镇人民政府.pdf").write_bytes(HONGZE.read_bytes()[:5_000])
    (folder / "外地.txt").write_text(
        (REAL / "guoliang-2024.txt")
        .read_text("utf-8")
        .replace("大足区国梁镇", "万州区天城镇")
        .replace("国梁镇", "天城镇"),
        "utf-8",
    )
    ran = run("january", folder, "--roster", EXAMPLE / "roster.xlsx", "--out", tmp_path / "out")
    assert ran.code == 3
    assert "无法读取：含谷镇人民政府.pdf（" in ran.out
    assert "名册之外：外地.txt（重庆市万州区天城镇人民政府）" in ran.out


def test_a_second_run_says_what_changed(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "来件", tmp_path / "out"
    shutil.copytree(EXAMPLE / "incoming", folder)
    (folder / "路北街道.txt").unlink()
    january(run, out, folder)
    shutil.copy(EXAMPLE / "incoming" / "路北街道.txt", folder)
    january(run, out, folder)
    changes = (out / "变化.md").read_text("utf-8")
    assert "路北街道办事处" in changes
    assert "未报 → 已报" in changes


def test_year_agency_and_issuer_go_into_what_is_written(run: Run, tmp_path: Path) -> None:
    import docx

    out = tmp_path / "out"
    january(run, out, EXAMPLE / "incoming", "--agency", "某县", "--issuer", "某县政务公开办公室", "--year", 2024)
    slip = docx.Document(str(out / "退改通知" / "江苏省淮安市洪泽区人民政府.docx"))
    assert "某县政务公开办公室" in "\n".join(each.text for each in slip.paragraphs)
    assert "某县2024年度" in (out / "汇总.html").read_text("utf-8")


def test_the_template_is_a_roster_to_fill_in(run: Run, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "roster.xlsx"
    ran = run("january", "--template", path)
    assert ran.code == 0
    assert str(path) in ran.err
    headings = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][3]]
    assert headings[:4] == ["机关名称", "所属地区", "上级主管机关", "应报日期"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "--roster"),
        (["{}/gone", "--roster", EXAMPLE / "roster.xlsx", "--out", "{}/out"], 2, "gone"),
        ([EXAMPLE / "incoming", "--roster", ROOT / "README.md", "--out", "{}/out"], 4, "roster-invalid"),
    ],
)
def test_wrong_use_is_said_and_writes_nothing(
    run: Run, tmp_path: Path, arguments: list[object], code: int, said: str
) -> None:
    ran = run("january", *(str(each).format(tmp_path) for each in arguments))
    assert ran.code == code
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []
