"""The index of access records by thing also serves beginnings of the name: parts of a dossier are looked for by them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("permissions", "0008_journal_by_act_and_office")]

    operations = [
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(
                fields=["what", "at"], name="access_of_thing_begins", opclasses=["varchar_pattern_ops", "timestamptz_ops"]
            ),
        ),
        migrations.RemoveIndex(model_name="accessrecord", name="access_of_thing"),
    ]
