"""The text of events stands apart, under a digest, so that it can lawfully be destroyed; earlier events are carried over."""

import django.db.models.deletion
from django.db import migrations, models

from gongkai_site.audit.migration_sealing import carry_over
from gongkai_site.audit.migration_triggers import create, open_events


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0002_append_only"),
        # It reads what events say as they said it until now.
        ("filings", "0006_former_superiors"),
    ]

    operations = [
        migrations.RunPython(open_events, migrations.RunPython.noop),
        migrations.AddField(
            model_name="event",
            name="plain_before",
            field=models.TextField(blank=True, default="", verbose_name="变更前的日期、数字和选项"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="plain_after",
            field=models.TextField(blank=True, default="", verbose_name="变更后的日期、数字和选项"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="digest",
            field=models.CharField(default="", max_length=64, verbose_name="密封文字的摘要"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="carried",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="转入时的哈希"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="sealed",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                ("salt", models.CharField(max_length=32, verbose_name="盐")),
                ("title", models.CharField(max_length=200, verbose_name="对象")),
                ("before", models.TextField(blank=True, verbose_name="变更前")),
                ("after", models.TextField(blank=True, verbose_name="变更后")),
                ("reason", models.TextField(blank=True, verbose_name="原因")),
            ],
            options={"verbose_name": "密封的文字", "verbose_name_plural": "密封的文字"},
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="event", name="title"),
        migrations.RemoveField(model_name="event", name="before"),
        migrations.RemoveField(model_name="event", name="after"),
        migrations.RemoveField(model_name="event", name="reason"),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
