"""Members who have no ballot on a nomination, and why."""

import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0018_rounds_of_earlier_votes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRecusal',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('nominee', 'the member is the nominee'), ('family', "the member is of the nominee's family"), ('unit', 'the member heads the proposing unit or is its clerk'), ('interest', 'the member has another interest in the nomination')], max_length=20, verbose_name='relation')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='reason')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical recusal',
                'verbose_name_plural': 'historical recusals',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('nominee', 'the member is the nominee'), ('family', "the member is of the nominee's family"), ('unit', 'the member heads the proposing unit or is its clerk'), ('interest', 'the member has another interest in the nomination')], max_length=20, verbose_name='relation')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='reason')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='handsrecord',
            name='hands_add_up',
        ),
        migrations.AddField(
            model_name='ballotbox',
            name='aside',
            field=models.PositiveSmallIntegerField(default=0, help_text='voting members who stood aside'),
        ),
        migrations.AddField(
            model_name='council',
            name='unit_stands_aside',
            field=models.BooleanField(default=False, help_text="Only where the council's own regulation says so: members are heads of units.", verbose_name='head and clerk of the proposing unit stand aside'),
        ),
        migrations.AddField(
            model_name='handsrecord',
            name='aside_count',
            field=models.PositiveSmallIntegerField(default=0, help_text='of these who stood aside'),
        ),
        migrations.AddField(
            model_name='historicalcouncil',
            name='unit_stands_aside',
            field=models.BooleanField(default=False, help_text="Only where the council's own regulation says so: members are heads of units.", verbose_name='head and clerk of the proposing unit stand aside'),
        ),
        migrations.AddConstraint(
            model_name='handsrecord',
            constraint=models.CheckConstraint(condition=models.Q(('room_count', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('abstain')), '+', models.F('aside_count')))), name='hands_add_up'),
        ),
        migrations.AddField(
            model_name='historicalrecusal',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalrecusal',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalrecusal',
            name='meeting',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='workflows.meeting'),
        ),
        migrations.AddField(
            model_name='historicalrecusal',
            name='nomination',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.nomination'),
        ),
        migrations.AddField(
            model_name='historicalrecusal',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recusal',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recusal',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='workflows.meeting'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.nomination'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='historicalrecusal',
            index=models.Index(fields=['history_date', 'id'], name='workflows_h_history_d1e56f_idx'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('meeting', 'nomination', 'person'), name='recusal_once_for_nomination'),
        ),
    ]
