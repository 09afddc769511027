"""A data folder of an earlier release goes on under this one: no row is lost, and its frame leaves nothing behind."""

import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from gongkai_site.audit.sealing import joined
from tests.site.cli.site import Place

COUNTY = Path("tests/data/upgrade/county-before-2026-12.tar.xz")
"""The demonstration county (``--small``) as the last release with Wagtail made it."""
TEXT = ("title", "before", "after", "reason")
"""What stood in the events themselves until it was sealed."""
LOG = {"audit_event", "audit_head"}
FRAME = ("wagtail", "taggit", "django_", "auth_", "sqlite_")


def rows(
    file: Path, columns: dict[str, list[str]] | None = None
) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """Every row of every table that is ours, in the columns given, else in all."""
    with sqlite3.connect(file) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {}
        for table in sorted(each for each in tables if not each.startswith(FRAME)):
            if columns is not None and table not in columns:
                continue
            names = columns[table] if columns else [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            listed = ", ".join(f'"{name}"' for name in names)
            held[table] = (names, sorted(database.execute(f"SELECT {listed} FROM {table}").fetchall(), key=repr))
    return held


@pytest.fixture(scope="module")
def upgraded(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Place, dict[str, tuple[list[str], list[tuple[object, ...]]]]]:
    folder = tmp_path_factory.mktemp("upgrade")
    with tarfile.open(COUNTY) as packed:
        packed.extractall(folder, filter="data")
    place = Place(folder / "county")
    before = rows(place.data / "gongkai.sqlite3")
    place.migrate()
    return place, before


def test_no_row_of_an_earlier_release_is_lost(upgraded):
    place, before = upgraded
    columns = {table: names for table, (names, _) in before.items() if table not in LOG}
    after = rows(place.data / "gongkai.sqlite3", columns)
    assert sum(len(held) for _, held in before.values()) > 2_000
    assert after == {table: held for table, held in before.items() if table not in LOG}


def test_every_event_of_an_earlier_release_says_what_it_said_and_nothing_of_it_in_clear(upgraded):
    place, before = upgraded
    names, held = before["audit_event"]
    kept = ("number", "at", "actor_id", "actor", "agency_id", "action", "object_type", "object_id", "previous", "hash")
    with sqlite3.connect(place.data / "gongkai.sqlite3") as database:
        said = database.execute(
            f"SELECT {', '.join(kept)}, title, plain_before, before, plain_after, after, reason FROM audit_event"
            " JOIN audit_sealed ON event_id = number ORDER BY number"
        ).fetchall()
        columns = [row[1] for row in database.execute("PRAGMA table_info(audit_event)")]
        free = database.execute(
            "SELECT sum(length(plain_before)), sum(length(plain_after)) FROM audit_event"
        ).fetchone()
    told = [(*row[:11], joined(*row[11:13]), joined(*row[13:15]), row[15]) for row in said]
    former = [tuple(row[names.index(name)] for name in (*kept, *TEXT)) for row in sorted(held)]
    assert told[:-1] == former
    assert (told[-1][5], len(former) > 100) == ("audit.carry-over", True)
    assert not {*TEXT} & {*columns} and min(free) > 0


def test_nothing_of_the_earlier_frame_is_left(upgraded):
    place, _ = upgraded
    with sqlite3.connect(place.data / "gongkai.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        applied = {app for (app,) in database.execute("SELECT app FROM django_migrations")}
        known = {app for (app,) in database.execute("SELECT app_label FROM django_content_type")}
    assert [each for each in tables | applied | known if each.startswith(("wagtail", "taggit"))] == []


def test_the_log_of_an_earlier_release_is_still_whole(upgraded):
    place, _ = upgraded
    ran = place.run("audit", "verify")
    # What nothing outside can vouch for is said to be so, by the code 1; the chain itself is whole.
    assert (ran.returncode, "核对无误" in ran.stdout) == (1, True), ran.stdout + ran.stderr


def test_a_backup_of_an_earlier_release_is_proved_and_carried_over_as_it_comes_back(tmp_path: Path) -> None:
    with tarfile.open(COUNTY) as packed:
        packed.extractall(tmp_path, filter="data")
    database = tmp_path / "county" / "gongkai.sqlite3"
    with sqlite3.connect(database) as opened:
        number, last = opened.execute("SELECT number, hash FROM audit_head").fetchone()
    about = {"version": "0.1.0", "vendor": "sqlite", "at": "2026-11-30", "number": number, "hash": last}
    (tmp_path / "about").write_text(json.dumps(about), "utf-8")
    with tarfile.open(tmp_path / "earlier.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "about", "gongkai-backup.json")
        archive.add(database, "database.sqlite3")
    place = Place(tmp_path / "restored")
    ran = place.run("restore", tmp_path / "earlier.tar.gz")
    assert ran.returncode == 0, ran.stderr
    ended = place.execute("SELECT action FROM audit_event ORDER BY number DESC LIMIT 2")
    assert ended == [("site.restore",), ("audit.carry-over",)]
    # The end noted when that release made the backup still proves the log.
    ran = place.run("audit", "verify", "--known", f"{number}:{last}")
    assert (ran.returncode, "核对无误" in ran.stdout) == (0, True), ran.stdout + ran.stderr


def test_what_people_had_set_in_the_earlier_frame_is_kept(other_place: Place):
    other_place.migrate("people", "0001")
    no = "false" if other_place.url else "0"
    for pk in (1, 2):
        other_place.execute(
            "INSERT INTO people_user (id, password, is_superuser, username, first_name, last_name, email, is_staff,"
            f" is_active, date_joined, name, is_system_admin) VALUES ({pk}, '', {no}, 'p{pk}', '', '', '', {no}, {no},"
            f" '2026-01-01', '', {no})"
        )
    other_place.execute(
        "CREATE TABLE wagtailusers_userprofile (id integer PRIMARY KEY, preferred_language varchar(10),"
        " theme varchar(40), contrast varchar(40), user_id integer REFERENCES people_user (id))"
    )
    other_place.execute("INSERT INTO wagtailusers_userprofile VALUES (1, 'en', 'dark', 'more_contrast', 2)")
    other_place.migrate()
    kept = other_place.execute("SELECT id, language, theme, contrast FROM people_user ORDER BY id")
    assert [(*row[:3], bool(row[3])) for row in kept] == [(1, "", "system", False), (2, "en", "dark", True)]
    with pytest.raises(Exception, match="wagtailusers_userprofile"):
        other_place.execute("SELECT 1 FROM wagtailusers_userprofile")


def test_records_that_stand_twice_are_named_and_nothing_is_lost(other_place: Place):
    other_place.migrate("registers", "0001")
    no = "false" if other_place.url else "0"
    other_place.execute(
        "INSERT INTO agencies_agency (id, name, short_name, kind, level, division_code, place, vertical, path, body,"
        " address, hours, telephone, fax, email, website, postcode, revision) VALUES (1, '柳溪镇', '', 'township',"
        f" 'township', '', '', {no}, '/1/', '', '', '', '', '', '', '', '', 1)"
    )
    for pk in (1, 2):
        other_place.execute(
            "INSERT INTO registers_decision (id, agency_id, source, note, voided, created_at, changed_at, revision,"
            f" kind, number, matter, decided_on, url) VALUES ({pk}, 1, '', '', {no}, '2025-01-01', '2025-01-01', 1,"
            " 'licence', '柳许〔2025〕1号', '', '2025-01-01', '')"
        )
    ran = other_place.migrate(check=False)
    assert ran.returncode != 0
    assert "柳溪镇，licence，柳许〔2025〕1号（2条）" in ran.stderr
    assert other_place.execute("SELECT count(*) FROM registers_decision") == [(2,)]
