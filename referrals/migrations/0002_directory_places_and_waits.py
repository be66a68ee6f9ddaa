"""Services know all their visiting addresses and who told their ages; reports of waiting know who made them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import organisations.models.base
from organisations.wall import reference_sql

KEEP_PLACES = """
    update referrals_service
       set points = array[latitude, longitude], south = latitude, north = latitude, west = longitude, east = longitude
     where latitude is not null and longitude is not null
"""
# ages that only a file of additions could have told: those of services for which it also told who they are for
KEEP_AGES = "update referrals_service set ages_added = true where target <> '' or cardinality(access) > 0"


def keep_what_is_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Carry places and ages over, one organisation after the other: no role looks past the wall."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select id from organisations_organisation")
        for (organisation_id,) in cursor.fetchall():
            cursor.execute("select set_config('ai4care.organisation', %s, true)", [str(organisation_id)])
            cursor.execute(KEEP_PLACES)
            cursor.execute(KEEP_AGES)
        cursor.execute("select set_config('ai4care.organisation', '', true)")
        cursor.execute("set constraints all immediate")


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_wall"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
        ),
        migrations.AddField(model_name="service", name="south", field=models.FloatField(null=True)),
        migrations.AddField(model_name="service", name="north", field=models.FloatField(null=True)),
        migrations.AddField(model_name="service", name="west", field=models.FloatField(null=True)),
        migrations.AddField(model_name="service", name="east", field=models.FloatField(null=True)),
        migrations.AddField(model_name="service", name="ages_added", field=models.BooleanField(default=False)),
        migrations.RunPython(keep_what_is_known, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="service", name="referrals_s_organis_4111c3_idx"),
        migrations.RemoveField(model_name="service", name="latitude"),
        migrations.RemoveField(model_name="service", name="longitude"),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["organisation", "south", "north"], name="service_lies_between"),
        ),
        migrations.AlterField(
            model_name="waitingtime", name="weeks", field=models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(model_name="waitingtime", name="places", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AlterField(
            model_name="waitingtime",
            name="source",
            field=models.CharField(
                choices=[
                    ("dienst", "De dienst zelf"),
                    ("hulpverlener", "Een hulpverlener"),
                    ("gezin", "Het gezin"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="waitingtime",
            name="by",
            field=organisations.models.base.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.membership",
            ),
        ),
        migrations.AddField(
            model_name="waitingtime",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="waitingtime",
            constraint=models.CheckConstraint(
                condition=models.Q(weeks__isnull=False) | models.Q(places__isnull=False), name="wait_says_something"
            ),
        ),
        migrations.RunSQL(
            reference_sql("referrals_waitingtime", "by_id", "organisations_membership"),
            'alter table "referrals_waitingtime" drop constraint "referrals_waitingtime_by_id_fk"',
        ),
    ]
