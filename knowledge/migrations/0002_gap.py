"""Questions without an answer, behind the wall."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import cases.fields
import organisations.models.base
import organisations.scope
from organisations.wall import Wall


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_initial'),
        ('organisations', '0002_wall'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnowledgeGap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', cases.fields.SafeTextField()),
                ('fingerprint', models.CharField(editable=False, max_length=32)),
                ('times', models.PositiveIntegerField(default=1, verbose_name='keren gevraagd')),
                ('first_asked_at', models.DateTimeField(auto_now_add=True)),
                ('last_asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'open'), ('answered', 'beantwoord'), ('declined', 'afgewezen')], default='open', max_length=8, verbose_name='stand')),
                ('slug', models.CharField(blank=True, max_length=80, verbose_name='bron')),
                ('reason', models.TextField(blank=True, verbose_name='reden')),
                ('decided_at', models.DateTimeField(null=True)),
                ('asked_by', organisations.models.base.TenantForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('decided_by', organisations.models.base.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('organisation', models.ForeignKey(default=organisations.scope.current_organisation_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-last_asked_at', 'id'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['organisation', 'state', 'last_asked_at'], name='knowledge_k_organis_cd23aa_idx')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'fingerprint'), name='knowledge_gap_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('slug', ''), _negated=True), _connector='OR'), name='knowledge_gap_with_source'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='knowledge_gap_with_reason')],
            },
        ),
        Wall('KnowledgeGap'),
    ]
