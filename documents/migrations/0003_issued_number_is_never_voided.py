"""No page or endpoint ever voided a number, so nothing was ever written here."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_vote_rule_without_recusal'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='issuednumber',
            name='issued_number_voided_with_reason',
        ),
        migrations.RemoveField(
            model_name='issuednumber',
            name='void_reason',
        ),
        migrations.RemoveField(
            model_name='issuednumber',
            name='voided_at',
        ),
    ]
