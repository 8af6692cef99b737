"""Recusal is asked nowhere until it is built. The column stays: digests of history rows written before cover it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalvoterule',
            name='recused_leave_base',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='voterule',
            name='recused_leave_base',
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
