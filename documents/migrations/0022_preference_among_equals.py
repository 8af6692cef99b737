"""What the rule prefers among equals: told to the chair, never applied."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0021_invitation_paper'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalvoterule',
            name='preference',
            field=models.CharField(blank=True, default='', max_length=400, verbose_name='preference among equals, told to the chair'),
        ),
        migrations.AddField(
            model_name='voterule',
            name='preference',
            field=models.CharField(blank=True, default='', max_length=400, verbose_name='preference among equals, told to the chair'),
        ),
    ]
