import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0005_open_the_ledger")]

    operations = [
        migrations.RemoveField(model_name="grantprogramme", name="fund"),
        migrations.AlterField(
            model_name="grant",
            name="benefit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="awards.benefit",
                verbose_name="benefit",
            ),
        ),
    ]
