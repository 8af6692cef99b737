"""Paper ballots of secret votes, and what two tellers key of them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0019_who_stands_aside'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPaperBallot',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical paper ballot',
                'verbose_name_plural': 'historical paper ballots',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PaperBallot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'ordering': ['item', 'person'],
            },
        ),
        migrations.CreateModel(
            name='TellerCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'ordering': ['item', 'teller'],
            },
        ),
        migrations.CreateModel(
            name='TellerLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('yes', models.PositiveSmallIntegerField()),
                ('no', models.PositiveSmallIntegerField()),
                ('abstain', models.PositiveSmallIntegerField()),
                ('invalid', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['count', 'nomination'],
            },
        ),
        migrations.AlterField(
            model_name='ballotcast',
            name='channel',
            field=models.CharField(choices=[('screen', 'on the own screen'), ('written', 'written opinion'), ('paper', 'on paper')], default='screen', max_length=10),
        ),
        migrations.AlterField(
            model_name='vote',
            name='channel',
            field=models.CharField(choices=[('screen', 'on the own screen'), ('written', 'written opinion'), ('paper', 'on paper')], default='screen', max_length=10),
        ),
        migrations.AddField(
            model_name='historicalpaperballot',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalpaperballot',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='workflows.agendaitem'),
        ),
        migrations.AddField(
            model_name='historicalpaperballot',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paperballot',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='workflows.agendaitem'),
        ),
        migrations.AddField(
            model_name='paperballot',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tellercount',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teller_counts', to='workflows.agendaitem'),
        ),
        migrations.AddField(
            model_name='tellercount',
            name='teller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tellerline',
            name='count',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='workflows.tellercount'),
        ),
        migrations.AddField(
            model_name='tellerline',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.nomination'),
        ),
        migrations.AddIndex(
            model_name='historicalpaperballot',
            index=models.Index(fields=['history_date', 'id'], name='workflows_h_history_521f64_idx'),
        ),
        migrations.AddConstraint(
            model_name='paperballot',
            constraint=models.UniqueConstraint(fields=('item', 'round', 'person'), name='paper_ballot_once'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.UniqueConstraint(fields=('item', 'round', 'teller'), name='teller_count_once'),
        ),
        migrations.AddConstraint(
            model_name='tellerline',
            constraint=models.UniqueConstraint(fields=('count', 'nomination'), name='teller_line_once'),
        ),
    ]
