"""The vote on an item is opened, closed and announced by itself, and may be repeated in a next round."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0019_who_stands_aside'),
        ('workflows', '0016_seals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Revote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='of the round that was set aside')),
                ('was_announced', models.BooleanField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['item', 'number'],
            },
        ),
        migrations.CreateModel(
            name='VoteRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('method', models.CharField(choices=[('hands', 'Show of hands'), ('named', 'Open vote by name'), ('secret', 'Secret ballot')], max_length=10)),
                ('participants', models.PositiveSmallIntegerField(help_text='members who took part in the vote')),
                ('written_count', models.PositiveSmallIntegerField(help_text='of these by written opinion')),
                ('paper_count', models.PositiveSmallIntegerField(default=0, help_text='of these on paper')),
                ('tellers', models.CharField(blank=True, default='', help_text='names, where papers were counted', max_length=300)),
                ('closed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['item', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='ballotbox',
            name='ballot_box_once_for_nomination',
        ),
        migrations.RemoveConstraint(
            model_name='ballotcast',
            name='ballot_cast_once',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='round of the vote'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='row_version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='state',
            field=models.CharField(choices=[('prepared', 'Vote not opened yet'), ('open', 'Vote open'), ('closed', 'Vote closed, result not announced'), ('announced', 'Result announced')], default='prepared', max_length=20, verbose_name='vote'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='vote_opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ballotbox',
            name='round',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='ballotcast',
            name='round',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='handsrecord',
            name='round',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='historicalagendaitem',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='round of the vote'),
        ),
        migrations.AddField(
            model_name='historicalagendaitem',
            name='row_version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='historicalagendaitem',
            name='state',
            field=models.CharField(choices=[('prepared', 'Vote not opened yet'), ('open', 'Vote open'), ('closed', 'Vote closed, result not announced'), ('announced', 'Result announced')], default='prepared', max_length=20, verbose_name='vote'),
        ),
        migrations.AddField(
            model_name='historicalagendaitem',
            name='vote_opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'open', 'closed', 'announced'])), name='agenda_item_known_state'),
        ),
        migrations.AddConstraint(
            model_name='ballotbox',
            constraint=models.UniqueConstraint(fields=('item', 'nomination', 'round'), name='ballot_box_once_for_nomination'),
        ),
        migrations.AddConstraint(
            model_name='ballotcast',
            constraint=models.UniqueConstraint(fields=('item', 'round', 'person'), name='ballot_cast_once'),
        ),
        migrations.AddField(
            model_name='revote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='revote',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revotes', to='workflows.agendaitem'),
        ),
        migrations.AddField(
            model_name='voteround',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='workflows.agendaitem'),
        ),
        migrations.AddConstraint(
            model_name='revote',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='revote_once_for_round'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='vote_round_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='voteround',
            constraint=models.CheckConstraint(condition=models.Q(('participants__gte', django.db.models.expressions.CombinedExpression(models.F('written_count'), '+', models.F('paper_count')))), name='vote_round_parts_of_the_whole'),
        ),
    ]
