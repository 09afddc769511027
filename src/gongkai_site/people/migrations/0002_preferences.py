"""How the back office looks for each person; what had been set in Wagtail's profile is kept."""

from django.db import migrations, models


def keep(apps, schema_editor):
    connection = schema_editor.connection
    if "wagtailusers_userprofile" not in connection.introspection.table_names():
        return
    user = apps.get_model("people", "User")
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, preferred_language, theme, contrast FROM wagtailusers_userprofile")
        rows = cursor.fetchall()
    for pk, language, theme, contrast in rows:
        user.objects.filter(pk=pk).update(
            language=language if language in ("zh-hans", "en") else "",
            theme=theme if theme in ("light", "dark") else "system",
            contrast=contrast == "more_contrast",
        )


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("user", "language", models.CharField(
            "界面语言", max_length=8, blank=True, default="",
            choices=[("", "与浏览器相同"), ("zh-hans", "简体中文"), ("en", "English")]), preserve_default=False),
        migrations.AddField("user", "theme", models.CharField(
            "明暗", max_length=8, default="system",
            choices=[("system", "与电脑相同"), ("light", "浅色"), ("dark", "深色")])),
        migrations.AddField("user", "contrast", models.BooleanField("高对比度", default=False)),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
