"""The starter set is loaded once, updated where it changed, and never over an editor's work."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import starter_set
from knowledge.actions.starter import load_starter
from knowledge.models import Chunk, Posting, Situation, Version, VersionIndex
from knowledge.queries.retrieval import retrieve
from knowledge.rules.article import ArticleProblem
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.making import TEXT, publish, withdraw
from tests.make import at
from tests.people import ANNA

pytestmark = pytest.mark.django_db
STARTER = TEXT.replace("owner:", "status: starter\nowner:")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A starter set of one article."""
    monkeypatch.setattr(starter_set, "FOLDER", tmp_path)
    monkeypatch.setattr(starter_set, "VECTORS", tmp_path / "embeddings.npz")
    (tmp_path / "geitenwandeling.md").write_text(STARTER)
    return tmp_path


def test_loading_makes_validated_shared_versions_that_can_be_found(folder: Path) -> None:
    assert load_starter().new == 1
    with at(ANNA):
        passage = retrieve("wandelen met een geit").passages[0]
        assert passage.validated_by == "Redactie AI4Care (startset)"


def test_loading_again_changes_nothing(folder: Path) -> None:
    load_starter()
    again = load_starter()
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    with organisation_scope(SHARED):
        assert Version.objects.count() == 1


def test_a_changed_article_becomes_a_new_version_that_supersedes_the_old(folder: Path) -> None:
    load_starter()
    (folder / "geitenwandeling.md").write_text(STARTER.replace("langs de vijver", "langs de Schelde"))
    assert load_starter().changed == 1
    with organisation_scope(SHARED):
        new, old = Version.objects.order_by("-number")
        assert (new.number, new.supersedes_id) == (2, old.pk)
        texts = [passage.text for passage in retrieve("langs welk water wandel je").passages]
        assert not any("vijver" in text for text in texts)


def test_what_an_editor_wrote_is_kept(folder: Path) -> None:
    load_starter()
    with organisation_scope(SHARED):
        held = Version.objects.get()
        publish(replace(starter_set.starter_articles()[0].article, starter=False), after=held)
    (folder / "geitenwandeling.md").write_text(STARTER.replace("vijver", "Schelde"))
    assert load_starter().kept == 1


def test_what_an_editor_withdrew_is_not_brought_back_by_a_release(folder: Path) -> None:
    load_starter()
    with organisation_scope(SHARED):
        withdraw(Version.objects.get())
    (folder / "geitenwandeling.md").write_text(STARTER.replace("vijver", "Schelde"))
    assert load_starter().kept == 1
    with organisation_scope(SHARED):
        assert Version.objects.get().status == "withdrawn"


def test_a_faulty_article_leaves_everything_as_it_was(folder: Path) -> None:
    (folder / "kapot.md").write_text("geen artikel")
    with pytest.raises(ArticleProblem):
        load_starter()
    with organisation_scope(SHARED):
        assert not Version.objects.exists()


def test_everything_that_was_made_to_find_a_version_goes_with_it(folder: Path) -> None:
    load_starter()
    with organisation_scope(SHARED):
        Version.objects.get().delete()
        for model in (Chunk, Situation, Posting, VersionIndex):
            assert not model.objects.exists()
