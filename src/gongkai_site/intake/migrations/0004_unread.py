"""A cell that we did not read is no longer taken for one that nobody can read."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STANDINGS = [
    ("number", "数字"),
    ("blank", "空白"),
    ("missing", "无此格"),
    ("unread", "未能读出"),
    ("unreadable", "无法辨认"),
]


def name_unread(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Say of the verdicts what had been read when they were given, so that nothing seems to be read anew."""
    verdicts = apps.get_model("intake", "Verdict").objects
    documents = apps.get_model("intake", "IncomingDocument").objects.filter(content__isnull=False)
    for agency, sha256, part, content in documents.values_list("agency_id", "sha256", "part", "content").iterator():
        provenance = (content or {}).get("provenance") or {}
        cells = [key for key, place in provenance.items() if place["how"] == "unread"]
        if cells:
            same = verdicts.filter(agency_id=agency, sha256=sha256, part=part, cell__in=cells)
            same.filter(read_standing="unreadable", read__isnull=True).update(read_standing="unread")


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_verifying")]

    operations = [
        migrations.AlterField(
            model_name="verdict",
            name="read_standing",
            field=models.CharField(choices=STANDINGS, default="number", max_length=10, verbose_name="识读情况"),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="standing",
            field=models.CharField(choices=STANDINGS, default="number", max_length=10, verbose_name="核定情况"),
        ),
        migrations.RunPython(name_unread, migrations.RunPython.noop),
    ]
