"""The life of a source: who wrote, sent back, reread and withdrew; indexing as a run; followers, mails, reminders."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import organisations.models.base
import organisations.scope
from organisations.wall import Wall, reference_sql


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0002_gap'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indexing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt')], default='queued', max_length=8)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('idempotency_key', models.UUIDField()),
                ('step', models.CharField(blank=True, max_length=60)),
                ('problem', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('version', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='indexings', to='knowledge.version')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='KnowledgeMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('queued', 'in de wachtrij'), ('running', 'bezig'), ('done', 'klaar'), ('failed', 'mislukt')], default='queued', max_length=8)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('idempotency_key', models.UUIDField()),
                ('step', models.CharField(blank=True, max_length=60)),
                ('problem', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[('reminder', 'herinnering'), ('digest', 'overzicht'), ('recall', 'terugroeping')], max_length=8)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('membership', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Reader',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('digest', models.CharField(choices=[('never', 'niet'), ('daily', 'elke dag'), ('weekly', 'elke week')], default='never', max_length=6, verbose_name='overzicht per mail')),
                ('digest_at', models.DateTimeField(null=True)),
                ('recall_mail', models.BooleanField(default=True, verbose_name='mail bij een ingetrokken bron')),
                ('seen_at', models.DateTimeField(null=True)),
                ('seen_before', models.DateTimeField(null=True)),
                ('membership', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('deadline', models.CharField(max_length=11)),
                ('on', models.DateField()),
                ('days', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('version', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge.version')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='source',
            name='keeper',
            field=organisations.models.base.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership'),
        ),
        migrations.AddField(
            model_name='version',
            name='moved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='remark',
            field=models.TextField(blank=True, verbose_name='opmerking van de validator'),
        ),
        migrations.AddField(
            model_name='version',
            name='reread_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='reread_by_name',
            field=models.CharField(blank=True, max_length=120, verbose_name='herlezen door'),
        ),
        migrations.AddField(
            model_name='version',
            name='revision',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_by_name',
            field=models.CharField(blank=True, max_length=120, verbose_name='ingetrokken door'),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_reason',
            field=models.TextField(blank=True, verbose_name='reden van intrekking'),
        ),
        migrations.AddField(
            model_name='version',
            name='written_by',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('validator__isnull', True), models.Q(('written_by__contains', [models.F('validator')]), _negated=True), _connector='OR'), name='knowledge_validated_by_no_writer'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='knowledge_withdrawn_why'),
        ),
        migrations.AddIndex(
            model_name='indexing',
            index=models.Index(fields=['organisation', 'state', 'lease_until'], name='knowledge_i_organis_988602_idx'),
        ),
        migrations.AddConstraint(
            model_name='indexing',
            constraint=models.UniqueConstraint(fields=('organisation', 'idempotency_key'), name='knowledge_indexing_asked_once'),
        ),
        migrations.AddIndex(
            model_name='knowledgemail',
            index=models.Index(fields=['organisation', 'state', 'lease_until'], name='knowledge_k_organis_7d7d33_idx'),
        ),
        migrations.AddConstraint(
            model_name='knowledgemail',
            constraint=models.UniqueConstraint(fields=('organisation', 'idempotency_key'), name='knowledge_knowledgemail_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='reader',
            constraint=models.UniqueConstraint(fields=('organisation', 'membership'), name='knowledge_reader_once'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('organisation', 'version', 'deadline', 'on', 'days'), name='knowledge_reminded_once'),
        ),
        Wall('Indexing', 'KnowledgeMail', 'Reader', 'Reminder'),
        migrations.RunSQL(
            reference_sql('knowledge_source', 'keeper_id', 'organisations_membership'),
            'alter table knowledge_source drop constraint knowledge_source_keeper_id_fk',
        ),
    ]
