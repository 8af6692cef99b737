"""What the brake on guessing counts: passwords being tried and those that were wrong, for a quarter of an hour."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0003_password_set_by_another'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('at', models.DateTimeField(db_index=True)),
            ],
        ),
    ]
