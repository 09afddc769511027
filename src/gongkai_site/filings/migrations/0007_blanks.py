"""Reports that say nothing of the requests are known as such, those handed up before among them."""

from typing import Any

from django.db import migrations, models

_REQUESTS = "requests."


def find_empty(apps: Any, schema_editor: Any) -> None:
    """Mark filings of versions without any figure of requests."""
    filings = apps.get_model("filings", "Filing")._base_manager
    rows = filings.values_list("pk", "version__cells").iterator(chunk_size=500)
    empty = [
        pk
        for pk, cells in rows
        if all(value is None for key, value in (cells or {}).items() if key.startswith(_REQUESTS))
    ]
    filings.filter(pk__in=empty).update(empty=True)


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0006_former_superiors'),
    ]

    operations = [
        migrations.AddField(
            model_name='filing',
            name='empty',
            field=models.BooleanField(default=False, editable=False, verbose_name='没有数字'),
        ),
        migrations.AddField(
            model_name='filing',
            name='blanks',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='空白格数'),
        ),
        migrations.AddField(
            model_name='filing',
            name='blank_is_none',
            field=models.BooleanField(default=False, verbose_name='空白即为无'),
        ),
        migrations.RunPython(find_empty, migrations.RunPython.noop),
    ]
