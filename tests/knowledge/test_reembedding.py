"""Another embedding model: its vectors are made beside those in use and take their place at once."""

import math
from collections.abc import Iterator
from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from knowledge.actions import reembedding
from knowledge.actions.indexing import Vectors, index_version, vectors_of
from knowledge.actions.sources import add_version
from knowledge.embedding import EMBEDDED, EmbeddingProblem, Model, embed_passages, embed_query, in_force, wanted
from knowledge.management.commands import reembed as reembed_command
from knowledge.models import Chunk, PreparedVector, Situation
from knowledge.queries.retrieval import ranked_sources
from knowledge.rules.compounds import Splitter
from knowledge.starter_set import embeddable_texts
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.making import APPROVED, article, publish
from tests.knowledge.serving import Served, serving
from tests.make import at
from tests.people import ANNA, CHRIS

pytestmark = pytest.mark.django_db
OTHER = "woordenteller"
QUESTION = "Hoe krijg ik een zwijgende jongere met dieren weer aan de praat?"


@pytest.fixture
def served() -> Iterator[type[Served]]:
    with serving(OTHER) as server:
        yield server


@pytest.fixture(autouse=True)
def bank() -> None:
    """A shared article, one of Horizon and one of Kompas, all with vectors of the embedded model."""
    with organisation_scope(SHARED):
        _publish("gedeelde-geit", "Gedeelde geiten")
    with at(ANNA):
        _publish("geit-van-horizon", "Geiten van Horizon")
    with at(CHRIS):
        _publish("geit-van-kompas", "Geiten van Kompas")


def _publish(slug: str, title: str) -> None:
    publish(article(slug=slug, title=title), vectors=_embedded(title))


@cache
def _embedded(title: str) -> Vectors:
    """Made once, since each takes a fifth of a second."""
    return vectors_of(embeddable_texts(article(title=title)), by=EMBEDDED)


def reembed(*options: str) -> tuple[str, int]:
    """What it says, and its exit status."""
    said = StringIO()
    try:
        call_command("reembed", *options, stdout=said, stderr=StringIO())
    except CommandError as problem:
        return f"{said.getvalue()}{problem}", problem.returncode
    return said.getvalue(), 0


def models_of_anna() -> set[str]:
    """The models of every text that Anna can search."""
    with at(ANNA):
        return {row.model for table in (Chunk, Situation) for row in table.objects.all()}


def found_by_anna() -> tuple[str, ...]:
    with at(ANNA):
        return ranked_sources(QUESTION).slugs


def test_another_model_in_the_settings_changes_nothing_by_itself(served: type[Served]) -> None:
    assert in_force() == EMBEDDED
    assert set(found_by_anna()) == {"gedeelde-geit", "geit-van-horizon"}
    assert served.asked == []


def test_preparing_makes_vectors_beside_those_in_use(served: type[Served]) -> None:
    said, status = reembed()
    assert status == 0
    assert f"Elke tekst heeft een vector van {OTHER}" in said
    assert (in_force(), models_of_anna()) == (EMBEDDED, {EMBEDDED.name})
    asked = len(served.asked)
    assert set(found_by_anna()) == {"gedeelde-geit", "geit-van-horizon"}
    assert len(served.asked) == asked, "a question goes to the model in force"


def test_the_switch_reaches_every_organisation_and_the_shared_sources(served: type[Served]) -> None:
    said, status = reembed("--switch")
    assert (status, in_force()) == (0, wanted())
    assert "geijkt op het ingebouwde model" in said
    for person in (ANNA, CHRIS):
        with at(person):
            assert {row.model for row in Chunk.objects.all()} == {OTHER}
            assert PreparedVector.objects.count() == 0
    asked = len(served.asked)
    assert set(found_by_anna()) == {"gedeelde-geit", "geit-van-horizon"}
    assert len(served.asked) > asked, "a question goes to the new model"


def test_a_text_gets_the_vector_that_the_model_gives_it(served: type[Served]) -> None:
    reembed("--switch")
    with at(ANNA):
        held = Situation.objects.filter(version__title="Geiten van Horizon").get()
        assert held.embedding == pytest.approx(embed_query(held.text, by=in_force()), abs=1e-3)
        chunk = Chunk.objects.filter(version__title="Geiten van Horizon").order_by("position")[0]
        made = vectors_of([f"Geiten van Horizon. {chunk.heading}\n{chunk.text}"], by=in_force())
        assert chunk.embedding == pytest.approx(made[OTHER, chunk.content_hash], abs=1e-3)


def test_texts_that_fail_keep_their_old_vector_and_are_listed_by_source(served: type[Served]) -> None:
    served.refused = "Horizon"
    said, status = reembed("--switch")
    assert (status, in_force().name) == (1, OTHER)
    assert "Horizon: Geiten van Horizon (" in said
    assert "Geiten van Kompas" not in said
    with at(ANNA):
        own = Chunk.objects.filter(version__title="Geiten van Horizon")
        assert {row.model for row in own} == {EMBEDDED.name}


def test_what_stayed_behind_is_found_by_its_words_and_joins_in_when_it_succeeds(served: type[Served]) -> None:
    served.refused = "Horizon"
    reembed("--switch")
    assert found_by_anna() == ("gedeelde-geit", "geit-van-horizon"), "by its words, so after what is near too"
    served.refused = ""
    assert reembed()[1] == 0
    assert models_of_anna() == {OTHER}


def test_a_model_that_stops_is_one_sentence_and_a_next_run_goes_on(served: type[Served]) -> None:
    total = reembedding.texts_waiting(wanted())
    served.stops_after = 12
    said, status = reembed("--switch")
    assert status == 1
    assert "antwoordt niet" in said
    assert "Er is niet omgeschakeld. Wat al klaar is, is bewaard." in said
    left = reembedding.texts_waiting(wanted())
    assert 0 < left < total
    assert in_force() == EMBEDDED
    served.stops_after, before = 10**9, Served.texts
    assert reembed("--switch")[1] == 0
    assert Served.texts - before == left + 1, "only what was missing, and the trial"


def test_the_status_says_what_is_waiting_and_changes_nothing(served: type[Served]) -> None:
    said, status = reembed("--status")
    assert status == 1
    assert f"In gebruik: {EMBEDDED.name}. Gevraagd in de instellingen: {OTHER}." in said
    assert "Horizon: Geiten van Horizon (" in said
    assert served.asked == []


def test_of_a_thousand_sources_that_wait_the_last_are_counted(
    served: type[Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = len(reembedding.left_behind(wanted()))
    monkeypatch.setattr(reembed_command, "MOST_LISTED", 1)
    said, _ = reembed("--status")
    assert said.count(" teksten)") == 1
    assert f"en nog {behind - 1} andere bronnen" in said


def test_a_model_of_another_size_is_refused_before_anything_is_made(served: type[Served]) -> None:
    served.size = 768
    said, status = reembed("--switch")
    assert (status, in_force()) == (1, EMBEDDED)
    assert "geeft geen vectoren van 384 getallen: kies een ander model" in said


def test_a_version_indexed_before_the_switch_waits_for_the_next_run(served: type[Served]) -> None:
    reembed()
    with at(ANNA):
        publish(article(slug="late-geit", title="Late geiten"))
    reembed("--switch")
    assert models_of_anna() == {OTHER}


def test_vectors_made_before_a_switch_are_never_taken_for_those_of_the_new_model(served: type[Served]) -> None:
    written = article(slug="trage-geit", title="Trage geiten")
    early = vectors_of(list(written.situations), by=EMBEDDED)
    reembed("--switch")
    with at(ANNA):
        version = add_version(written, after=None, approval=APPROVED, content_hash="0" * 32)
        index_version(version, written, splitter=Splitter(()), vectors=early)
        held = Situation.objects.get(version=version)
        assert held.model == OTHER
        assert held.embedding == pytest.approx(embed_query(held.text, by=in_force()), abs=1e-3)


def test_going_back_to_the_embedded_model_is_the_same_command(served: type[Served]) -> None:
    reembed("--switch")
    with override_settings(EMBEDDING_URL="", EMBEDDING_MODEL=""):
        assert reembed("--switch")[1] == 0
        assert (in_force(), models_of_anna()) == (EMBEDDED, {EMBEDDED.name})


def test_a_model_that_moved_is_asked_at_its_new_address(served: type[Served]) -> None:
    reembedding.switch(Model(OTHER, "http://127.0.0.1:9/v1"))
    assert in_force() == wanted()


def test_the_old_address_never_gets_the_new_key(served: type[Served]) -> None:
    served.status = 500
    with override_settings(EMBEDDING_URL="http://127.0.0.1:9/v1", EMBEDDING_KEY="nieuw", EMBEDDING_KEY_OLD="oud"):
        old = Model(OTHER, f"http://127.0.0.1:{served.port}/v1")
        with pytest.raises(EmbeddingProblem):
            embed_query("geit", by=old)
    assert served.keys == ["Bearer oud"] * len(served.keys) != []


def test_what_a_service_gives_is_brought_to_length_one(served: type[Served]) -> None:
    (vector,) = embed_passages(["geit geit geit hooi"], by=wanted())
    assert math.hypot(*vector) == pytest.approx(1)
