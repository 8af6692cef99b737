import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0017_arrival_recordings"),
        ("workflows", "0013_recordings_of_old_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="arrival",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.arrival",
            ),
        ),
        migrations.AddField(
            model_name="historicalopinion",
            name="arrival",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="documents.arrival",
            ),
        ),
    ]
