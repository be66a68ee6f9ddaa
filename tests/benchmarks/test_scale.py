"""The generated knowledge bank: its sizes, how its vectors are spread, and the figure of agreement."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from benchmarks.generated import Real, generate, sizes
from benchmarks.scale import agreement
from knowledge import starter_set
from knowledge.actions.starter import load_starter
from knowledge.models import Chunk, Posting, Version
from knowledge.queries.retrieval import ranked_sources
from organisations.scope import organisation_scope


@pytest.fixture
def starter(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first six articles of the starter set, with their shipped vectors."""
    for path in sorted(starter_set.FOLDER.glob("*.md"))[:6]:
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(starter_set, "FOLDER", tmp_path)
    load_starter()


def test_sizes_add_up_and_differ_as_organisations_do() -> None:
    made = sizes(100_000, organisations=50)
    assert sum(made) == pytest.approx(100_000, rel=0.001)
    assert made == sorted(made, reverse=True)
    assert made[0] > 10 * made[-1]


def test_agreement_is_the_share_of_the_exact_answer() -> None:
    assert agreement([(("a", "b"), ("b", "a")), (("c", "d"), ("c", "x"))]) == 0.75
    assert agreement([]) == 1.0


def test_a_generated_organisation_can_be_searched_and_is_filled_once(starter: None) -> None:
    (organisation, count), *_ = list(generate(60, organisations=2))
    with organisation_scope(organisation.pk):
        assert Chunk.objects.filter(organisation_id=organisation.pk).count() == count >= 40
        assert Posting.objects.filter(organisation_id=organisation.pk).exists()
        own = set(Version.objects.filter(organisation_id=organisation.pk).values_list("source__slug", flat=True))
        vectors = np.array(
            list(Chunk.objects.filter(organisation_id=organisation.pk).values_list("embedding", flat=True))
        )
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(vectors)), abs=0.01)
        title = Version.objects.filter(organisation_id=organisation.pk).first()
        assert title is not None
        assert own & set(ranked_sources(title.title, k=10).slugs)
    assert next(made for _, made in generate(60, organisations=2)) == count


def test_generated_vectors_are_spread_like_the_real_ones(starter: None) -> None:
    real, random = Real(), np.random.default_rng(1)
    rows = [row for rows in real.chunks.values() for row in rows][:200]
    made = np.array([real.vector_near(row, random) for row in rows])
    spread = float((made - real.mean).std())
    assert spread == pytest.approx(float(real.deviations.std()), rel=0.15)
