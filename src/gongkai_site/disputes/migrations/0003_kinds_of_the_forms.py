from django.db import migrations, models

# The kinds come from the statutory forms: the database lists none of them, and a form to come may name longer ones.


class Migration(migrations.Migration):

    dependencies = [
        ('disputes', '0002_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='dispute',
            name='kind',
            field=models.CharField(max_length=80, verbose_name='类别'),
        ),
        migrations.AlterField(
            model_name='dispute',
            name='result',
            field=models.CharField(blank=True, max_length=80, verbose_name='结果'),
        ),
    ]
