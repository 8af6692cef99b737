"""Standing aside is counted again: whether members who do so leave the base, and by what provision."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0018_disposal'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalvoterule',
            name='recusal_basis',
            field=models.CharField(blank=True, default='', max_length=400, verbose_name='legal basis for leaving them out'),
        ),
        migrations.AddField(
            model_name='voterule',
            name='recusal_basis',
            field=models.CharField(blank=True, default='', max_length=400, verbose_name='legal basis for leaving them out'),
        ),
        migrations.AlterField(
            model_name='historicalvoterule',
            name='recused_leave_base',
            field=models.BooleanField(default=False, verbose_name='members who stand aside are left out of what is counted against'),
        ),
        migrations.AlterField(
            model_name='voterule',
            name='recused_leave_base',
            field=models.BooleanField(default=False, verbose_name='members who stand aside are left out of what is counted against'),
        ),
        migrations.AddConstraint(
            model_name='voterule',
            constraint=models.CheckConstraint(condition=models.Q(('recused_leave_base', False), models.Q(('recusal_basis', ''), _negated=True), _connector='OR'), name='vote_rule_base_shrinks_by_law', violation_error_message='Say what lets members who stand aside be left out.'),
        ),
    ]
