"""What was chosen and mended on the page of an import is kept with it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_counters'),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='choices',
            field=models.JSONField(default=dict, verbose_name='导入时的选择'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='edits',
            field=models.JSONField(default=dict, verbose_name='页面上改正的单元格'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='sheets',
            field=models.JSONField(default=list, verbose_name='读取的工作表'),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='choices',
            field=models.JSONField(default=dict, verbose_name='导入时的选择'),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='edits',
            field=models.JSONField(default=dict, verbose_name='页面上改正的单元格'),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='shown',
            field=models.JSONField(editable=False, null=True, verbose_name='预览'),
        ),
    ]
