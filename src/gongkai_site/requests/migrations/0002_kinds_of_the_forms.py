from django.db import migrations, models

# The kinds come from the statutory forms: the database lists none of them, and a form to come may name longer ones.


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='request',
            name='applicant_kind',
            field=models.CharField(max_length=80, verbose_name='申请人类型'),
        ),
        migrations.AlterField(
            model_name='request',
            name='outcome',
            field=models.CharField(blank=True, max_length=80, verbose_name='办理结果'),
        ),
    ]
