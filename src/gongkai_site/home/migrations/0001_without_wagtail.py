"""Take away what Wagtail, the frame of earlier releases, left in the database: none of it holds anything of an office.

Its tables point at people by foreign keys, so that left alone they would bar changes to accounts.
"""

from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder

LABELS = (
    "wagtailcore", "wagtailadmin", "wagtailusers", "wagtaildocs", "wagtailimages", "wagtailsearch", "wagtailembeds",
    "wagtailsites", "wagtailsnippets", "taggit",
)


def _is_wagtails(table):
    return table.startswith(tuple(f"{label}_" for label in LABELS))


def take_away(apps, schema_editor):
    connection = schema_editor.connection
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(connection.alias)
    # A full-text index brings tables of its own, which go with it.
    tables = sorted(filter(_is_wagtails, connection.introspection.table_names()), key=lambda each: "_fts" not in each)
    for table in tables:
        if table in connection.introspection.table_names():
            cascade = " CASCADE" if connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(table)}{cascade}")
    content_types.filter(app_label__in=LABELS).delete()
    apps.get_model("auth", "Group").objects.using(connection.alias).filter(
        name__in=("Moderators", "Editors"), user=None, permissions=None
    ).delete()
    MigrationRecorder(connection).migration_qs.filter(app__in=LABELS).delete()


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("people", "0002_preferences"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
