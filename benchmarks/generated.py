"""A large knowledge bank to measure on: organisations of very different sizes, their sources mixed from the real ones.

A generated source keeps the passages of one real article and most of its words, the rest of its words come from
another. Its vectors lie around those of the article, spread as real vectors are spread around their mean, so that
distances are distributed as in life.
"""

import copy
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from knowledge.models import Chunk, Situation, Source, Version, VersionIndex
from organisations.models import Organisation
from organisations.scope import SHARED, organisation_scope

SEED = 20_261_123
SKEW = 0.7
"""Sizes follow rank ** -SKEW: among 50 organisations the biggest holds an eighth, the smallest a hundredth."""
OWN, NOISE = 0.8, 0.6
"""What a generated vector takes of its article and of three others: squares that sum to one keep the spread."""
POSTINGS_SQL = """
insert into knowledge_posting (organisation_id, term, version_id, weight, units, weights)
select %(organisation)s, p.term, plan.version, p.weight, p.units, p.weights
  from unnest(%(versions)s::uuid[], %(parents)s::uuid[], %(others)s::uuid[]) as plan (version, parent, other)
  join knowledge_posting p on p.organisation_id = %(shared)s
   and ((p.version_id = plan.parent and random() < 0.75) or (p.version_id = plan.other and random() < 0.25))
on conflict do nothing
"""


def sizes(passages: int, *, organisations: int) -> list[int]:
    """How many passages each organisation gets, biggest first."""
    weights = np.arange(1, organisations + 1, dtype=float) ** -SKEW
    return [max(1, round(float(share) * passages)) for share in weights / weights.sum()]


def generate(passages: int, *, organisations: int) -> Iterator[tuple[Organisation, int]]:
    """Make the organisations with their sources and yield each with its number of passages; 100,000 take minutes.

    An organisation that already holds something is yielded as it is.
    """
    real = Real()
    random = np.random.default_rng(SEED)
    for number, size in enumerate(sizes(passages, organisations=organisations), 1):
        slug = f"meting-{number:02d}"
        organisation = Organisation.objects.get_or_create(slug=slug, defaults={"name": f"Meting {number}"})[0]
        with organisation_scope(organisation.pk):
            held = Chunk.objects.filter(organisation_id=organisation.pk).count()
            yield organisation, held or _fill(organisation, size, real, random)


class Real:
    """The real versions with what hangs on them, and how their vectors are spread."""

    def __init__(self) -> None:
        with organisation_scope(SHARED):
            self.versions = list(Version.objects.filter(organisation_id=SHARED, starter=True).select_related("source"))
            self.chunks = _by_version(Chunk)
            self.situations = _by_version(Situation)
            self.indexes = _by_version(VersionIndex)
        rows = [row for held in (self.chunks, self.situations) for rows in held.values() for row in rows]
        vectors = np.array([row.embedding for row in rows], dtype=np.float32)
        self.mean = vectors.mean(axis=0)
        self.deviations = vectors - self.mean

    def vector_near(self, row: Any, random: np.random.Generator) -> list[float]:
        """A unit vector around that of a real passage or situation."""
        own = np.array(row.embedding, dtype=np.float32) - self.mean
        others = self.deviations[random.integers(len(self.deviations), size=3)].sum(axis=0) / np.sqrt(3)
        mixed = self.mean + OWN * own + NOISE * others
        unit: list[float] = (mixed / np.linalg.norm(mixed)).tolist()
        return unit


def _by_version(model: Any) -> dict[uuid.UUID, list[Any]]:
    held: dict[uuid.UUID, list[Any]] = {}
    for row in model.objects.filter(organisation_id=SHARED):
        held.setdefault(row.version_id, []).append(row)
    return held


def _fill(organisation: Organisation, size: int, real: Real, random: np.random.Generator) -> int:
    """Returns how many passages the organisation now has: `size`, and what the last article has more."""
    made: list[tuple[Version, Version]] = []
    count = 0
    while count < size:
        parent = real.versions[random.integers(len(real.versions))]
        made.append((_version_like(parent, organisation, len(made)), parent))
        count += len(real.chunks[parent.pk])
    versions = [version for version, _ in made]
    # An audited model refuses bulk writing, so that the trail sees all; what is generated leaves none.
    QuerySet[Source](model=Source).bulk_create([version.source for version in versions], batch_size=500)
    QuerySet[Version](model=Version).bulk_create(versions, batch_size=200)
    for model, held in ((Chunk, real.chunks), (Situation, real.situations), (VersionIndex, real.indexes)):
        rows = [_under(version, row, real, random) for version, parent in made for row in held.get(parent.pk, ())]
        model.objects.bulk_create(rows, batch_size=500)
    _write_postings(organisation, made, real.versions, random)
    return count


def _version_like(parent: Version, organisation: Organisation, number: int) -> Version:
    version: Version = _copy(parent, organisation_id=organisation.pk)
    version.source = _copy(parent.source, organisation_id=organisation.pk, slug=f"{parent.source.slug[:70]}-{number}")
    version.starter = False
    return version


def _under(version: Version, row: Any, real: Real, random: np.random.Generator) -> Any:
    made = _copy(row, organisation_id=version.organisation_id, version_id=version.pk)
    if hasattr(row, "source_id"):
        made.source_id = version.source_id
    if hasattr(row, "embedding"):
        made.embedding = real.vector_near(row, random)
    return made


def _copy(row: Any, **values: Any) -> Any:
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.adding, made._state.fields_cache = True, {}
    for name, value in {"id": uuid.uuid4(), **values}.items():
        setattr(made, name, value)
    return made


def _write_postings(
    organisation: Organisation, made: Sequence[tuple[Version, Version]], real: Sequence[Version], random: Any
) -> None:
    parameters: dict[str, Any] = {
        "organisation": organisation.pk,
        "shared": SHARED,
        "versions": [version.pk for version, _ in made],
        "parents": [parent.pk for _, parent in made],
        "others": [real[random.integers(len(real))].pk for _ in made],
    }
    with connection.cursor() as cursor:
        cursor.execute(POSTINGS_SQL, parameters)
