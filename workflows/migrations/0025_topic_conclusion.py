"""What was concluded on a free item of the agenda, for the minutes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0024_topics_at_hand'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendatopic',
            name='conclusion',
            field=models.TextField(blank=True, default='', verbose_name='what was concluded'),
        ),
        migrations.AddField(
            model_name='historicalagendatopic',
            name='conclusion',
            field=models.TextField(blank=True, default='', verbose_name='what was concluded'),
        ),
    ]
