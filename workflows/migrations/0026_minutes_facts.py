"""The facts of signed minutes, kept for good beside the file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0025_topic_conclusion'),
    ]

    operations = [
        migrations.CreateModel(
            name='MinutesFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_facts', to='workflows.meeting')),
            ],
            options={
                'ordering': ['meeting_id'],
            },
        ),
    ]
