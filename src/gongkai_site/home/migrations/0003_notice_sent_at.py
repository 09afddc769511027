"""A mail says when it was sent; those of before were sent when they were put down, unless a problem was noted."""

from django.db import migrations, models


def sent_as_put_down(apps, schema_editor):
    notices = apps.get_model("home", "Notice").objects
    notices.filter(problem="").update(sent_at=models.F("at"))


class Migration(migrations.Migration):
    dependencies = [("home", "0002_telling")]

    operations = [
        migrations.AddField("notice", "sent_at", models.DateTimeField("发出时间", blank=True, null=True)),
        migrations.RunPython(sent_as_put_down, migrations.RunPython.noop),
    ]
