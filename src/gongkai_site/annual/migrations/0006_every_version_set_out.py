"""Versions whose rows beyond the form could not be set out when they were locked: now each has its text."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.report import Report
from gongkai.writing import render_article


def set_out(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give every version without a text the one that its content makes."""
    for version in apps.get_model("annual", "Version").objects.filter(fragment="").iterator():
        version.fragment = render_article(Report.from_json(version.content))
        version.save(update_fields=("fragment",))


class Migration(migrations.Migration):
    dependencies = [("annual", "0005_version_signed")]

    operations = [migrations.RunPython(set_out, migrations.RunPython.noop)]
