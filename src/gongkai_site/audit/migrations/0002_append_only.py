"""The database refuses changes of audit events."""

from django.db import migrations

from gongkai_site.audit.migration_triggers import first_head, guard_events


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(guard_events, migrations.RunPython.noop),
        migrations.RunPython(first_head, migrations.RunPython.noop),
    ]
