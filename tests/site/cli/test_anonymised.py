"""What was anonymised by the command stands in no file any more; the log is sound, and older backups are named."""

from __future__ import annotations

from pathlib import Path

from benchmarks.site_anonymise import look
from tests.site.cli.site import Place

COUNT = 40
"""``python -m benchmarks site-anonymise`` does it with ten thousand, and searches PostgreSQL's own files too."""


def test_the_bytes_are_gone_from_files_log_and_the_next_backup(other_place: Place, tmp_path: Path) -> None:
    seen = look(tmp_path, other_place.url, COUNT)
    assert (
        "before.tar.gz:database.dump" in seen.there_before
        if other_place.url
        else "gongkai.sqlite3" in seen.there_before
    )
    assert seen.left == []
    assert f"匿名化{COUNT}条" in seen.said and "已删除导入的文件" in seen.said and "数据库文件已整理" in seen.said
    assert f"before.tar.gz：仍有{COUNT + 2}项后来匿名化的内容" in seen.said
    # Each row, its import and its upload are told of once, one in ten was corrected; applicants by their request.
    assert f"其中{COUNT + COUNT // 10 + 2}条的文字已依法匿名化" in seen.verified
    assert "核对无误" in seen.verified
