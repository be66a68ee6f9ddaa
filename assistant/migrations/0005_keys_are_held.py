"""A key that still opens an API key cannot be dropped."""

import django.db.models.deletion
from django.db import migrations

import organisations.models.base


class Migration(migrations.Migration):

    dependencies = [
        ('assistant', '0004_questions'),
        ('organisations', '0006_second_step'),
    ]

    operations = [
        migrations.AlterField(
            model_name='modelendpoint',
            name='sealed_by',
            field=organisations.models.base.TenantForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisationkey'),
        ),
    ]
