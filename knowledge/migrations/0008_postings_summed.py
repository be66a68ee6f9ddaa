"""Keeps one posting for each term of a version, with its weight in each part beside the sum that a search reads."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import organisations.scope

SUM = (
    "alter table knowledge_posting no force row level security",
    """
    create temporary table summed on commit drop as
    select organisation_id, term, version_id, sum(weight) as weight,
           array_agg(unit order by unit) as units, array_agg(weight order by unit) as weights
      from knowledge_posting group by organisation_id, term, version_id
    """,
    "truncate knowledge_posting",
    """
    alter table knowledge_posting drop constraint knowledge_posting_pkey, drop column unit,
      add column units smallint[] not null, add column weights double precision[] not null,
      add primary key (organisation_id, term, version_id) include (weight)
    """,
    """
    insert into knowledge_posting (organisation_id, term, version_id, weight, units, weights)
    select organisation_id, term, version_id, weight, units, weights from summed order by 1, 2, 3
    """,
    "set constraints all immediate",
    "alter table knowledge_posting force row level security",
)
"""Runs as the owner, who sees every organisation's postings only while the wall is not forced on him."""
SPREAD = (
    "alter table knowledge_posting no force row level security",
    """
    create temporary table spread on commit drop as
    select organisation_id, term, version_id, u.unit, u.weight
      from knowledge_posting p cross join unnest(p.units, p.weights) as u (unit, weight)
    """,
    "truncate knowledge_posting",
    """
    alter table knowledge_posting drop constraint knowledge_posting_pkey, drop column units, drop column weights,
      add column unit smallint not null, add primary key (organisation_id, term, version_id, unit)
    """,
    """
    insert into knowledge_posting (organisation_id, term, version_id, unit, weight)
    select organisation_id, term, version_id, unit, weight from spread
    """,
    "set constraints all immediate",
    "alter table knowledge_posting force row level security",
)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0007_model_in_force"), ("organisations", "0006_second_step")]

    operations = [
        migrations.AlterField(
            "posting",
            "organisation",
            models.ForeignKey(
                db_index=False,
                default=organisations.scope.current_organisation_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(list(SUM), list(SPREAD))],
            state_operations=[
                migrations.RemoveField("posting", "pk"),
                migrations.RemoveField("posting", "unit"),
                migrations.AddField(
                    "posting",
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "term",
                        "version_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                migrations.AddField(
                    "posting",
                    "units",
                    django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None),
                    preserve_default=False,
                ),
                migrations.AddField(
                    "posting",
                    "weights",
                    django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None),
                    preserve_default=False,
                ),
            ],
        ),
    ]
