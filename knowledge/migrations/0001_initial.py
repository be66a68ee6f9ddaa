"""The tables of the knowledge bank, behind the wall."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models

import organisations.models.base
import organisations.scope
from organisations.wall import Wall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0002_wall"),
    ]

    operations = [
        migrations.RunSQL("create extension if not exists vector", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=80)),
                ("owner", models.CharField(max_length=120, verbose_name="eigenaar")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["slug", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(verbose_name="versie")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "ontwerp"),
                            ("in_review", "ter nazicht"),
                            ("validated", "gevalideerd"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("methodiek", "Methodiek"),
                            ("kader", "Denkkader"),
                            ("wetgeving", "Wetgeving"),
                            ("procedure", "Procedure"),
                            ("sociale_kaart", "Sociale kaart"),
                            ("veiligheid", "Veiligheid"),
                            ("tool", "Werkvorm"),
                            ("vrijetijd", "Vrije tijd"),
                            ("taal", "Taal"),
                            ("privacy", "Privacy"),
                        ],
                        max_length=16,
                        verbose_name="soort",
                    ),
                ),
                (
                    "perspective",
                    models.CharField(
                        choices=[
                            ("systeem", "Systeem"),
                            ("veiligheid", "Veiligheid"),
                            ("kracht", "Kracht"),
                            ("netwerk", "Netwerk"),
                            ("ontwikkeling", "Ontwikkeling"),
                            ("context", "Context"),
                            ("trauma", "Trauma"),
                            ("praktisch", "Praktisch"),
                            ("rechten", "Rechten"),
                            ("cultuur", "Cultuur"),
                        ],
                        max_length=16,
                        verbose_name="invalshoek",
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        choices=[
                            ("vlaams", "Vlaams"),
                            ("federaal", "Federaal"),
                            ("brussel", "Brussel"),
                            ("algemeen", "Algemeen"),
                        ],
                        max_length=10,
                        verbose_name="bevoegdheid",
                    ),
                ),
                ("age_min", models.PositiveSmallIntegerField(verbose_name="vanaf leeftijd")),
                ("age_max", models.PositiveSmallIntegerField(verbose_name="tot en met leeftijd")),
                ("summary", models.TextField(verbose_name="samenvatting")),
                ("body", models.TextField(verbose_name="tekst")),
                ("details", models.JSONField(verbose_name="lijsten en bronnen")),
                ("valid_from", models.DateField(verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(null=True, verbose_name="geldig tot en met")),
                ("review_by", models.DateField(null=True, verbose_name="na te kijken tegen")),
                ("author_name", models.CharField(max_length=120, verbose_name="auteur")),
                ("validator_name", models.CharField(blank=True, max_length=120, verbose_name="gevalideerd door")),
                ("validated_at", models.DateTimeField(null=True, verbose_name="gevalideerd op")),
                ("content_hash", models.CharField(max_length=32)),
                ("starter", models.BooleanField(default=False, verbose_name="startset")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "source",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="knowledge.source",
                    ),
                ),
                (
                    "supersedes",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="knowledge.version",
                    ),
                ),
                (
                    "validator",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "-number"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Situation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("content_hash", models.CharField(max_length=32)),
                ("model", models.CharField(max_length=80)),
                ("embedding", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "version",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="situations",
                        to="knowledge.version",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "term",
                        "version_id",
                        "unit",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("term", models.CharField(max_length=60)),
                ("unit", models.SmallIntegerField()),
                ("weight", models.FloatField()),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "version",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Chunk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("heading", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("content_hash", models.CharField(max_length=32)),
                ("model", models.CharField(max_length=80)),
                ("embedding", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "source",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.source",
                    ),
                ),
                (
                    "version",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="knowledge.version",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VersionIndex",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("indexed_at", models.DateTimeField()),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("acronyms", models.JSONField()),
                (
                    "organisation",
                    models.ForeignKey(
                        default=organisations.scope.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "version",
                    organisations.models.base.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="knowledge.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="knowledge_slug_once"),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["organisation", "status", "valid_from"], name="knowledge_v_organis_7bb32a_idx"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("organisation", "source", "number"), name="knowledge_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "validated"), _negated=True), ("validated_at__isnull", False), _connector="OR"
                ),
                name="knowledge_validated_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("validator__isnull", True),
                    models.Q(("validator", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="knowledge_validated_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="chunk",
            constraint=models.UniqueConstraint(
                fields=("organisation", "version", "position"), name="knowledge_chunk_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionindex",
            constraint=models.UniqueConstraint(fields=("organisation", "version"), name="knowledge_indexed_once"),
        ),
        Wall("Source", "Version", "Chunk", "Situation", "Posting", "VersionIndex"),
    ]
