"""Who must change the first password that was made for him."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_functions")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="must_renew",
            field=models.BooleanField(default=False, editable=False, verbose_name="须修改初始密码"),
        )
    ]
