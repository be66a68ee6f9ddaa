"""Imported law is found as it read on the day that was asked; importing again changes only what changed."""

import datetime
import html
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from knowledge.actions.aliases import AliasRefused, add_alias, remove_alias
from knowledge.actions.law import VALIDATOR, import_articles, request_law_import
from knowledge.law.codex import read_law
from knowledge.models import Chunk, LawArticle, LawFile, LawImport, LawVersion, Source, Status, Version
from knowledge.queries.law import article_facts_of, law_found
from knowledge.queries.live import Filters
from knowledge.queries.passages import states_of
from knowledge.queries.retrieval import retrieve
from knowledge.tasks import import_law
from organisations.models import Membership, Organisation, RunState
from organisations.scope import SHARED, organisation_scope
from organisations.trail import Actor, acting
from tests import make
from tests.knowledge.law.test_codex import DECREE, Change, versions
from tests.knowledge.making import article, publish
from tests.people import ANNA, ELI, Person

pytestmark = pytest.mark.django_db
WORDS = "dagritme bespreken met elke jongere in de leefgroep"
REDACTIE = Person("Redactie", "redactie", ELI.roles)


@pytest.fixture
def imported() -> dict[str, int]:
    """What importing the exercise decree did."""
    return vars(import_articles(read_law(DECREE.read_bytes())))


def changed(change: Change) -> bytes:
    whole = json.loads(DECREE.read_text())
    change(whole)
    return json.dumps(whole).encode()


@pytest.fixture
def scope() -> Iterator[None]:
    with make.at(ANNA):
        yield


def numbers(number: str) -> list[tuple[int, str]]:
    """Number and status of each version of an article."""
    rows = Version.objects.filter(source__articles__number=number, organisation_id=SHARED).order_by("number")
    return [(row.number, row.status) for row in rows]


def test_each_version_becomes_a_version_and_each_article_a_source(imported: dict[str, int], scope: None) -> None:
    assert imported == {"new": 7, "changed": 0, "unchanged": 0, "future": 2}
    assert sorted(Source.objects.values_list("slug", flat=True)) == [
        f"codex-9900001-art-{key}" for key in ("1", "2", "2_1", "3", "4", "5", "6")
    ]
    assert numbers("2") == [(1, Status.VALIDATED), (2, Status.VALIDATED)]
    version = Version.objects.get(source__slug="codex-9900001-art-2_1")
    assert (version.validator_name, version.jurisdiction, version.type) == (VALIDATOR, "vlaams", "wetgeving")
    assert version.validator is None


def test_an_article_knows_where_it_stands(imported: dict[str, int], scope: None) -> None:
    article = LawArticle.objects.get(number="2/1")
    assert article.path == ["Hoofdstuk 2. Inspraak", "Afdeling 1. Dagritme"]
    assert article.law_title == "Oefendecreet leefgroepen"
    assert article.link.endswith("DID=9900001&param=inhoud")
    assert Chunk.objects.filter(source=article.source, kind="prose").count() == 1


@pytest.mark.parametrize(
    ("day", "word"), [(datetime.date(2015, 6, 1), "veertien"), (datetime.date(2021, 6, 1), "twaalf")]
)
def test_a_question_about_a_day_finds_the_version_of_that_day(
    imported: dict[str, int], scope: None, day: datetime.date, word: str
) -> None:
    texts = [row.text for row in law_found(WORDS, on_date=day).rows]
    assert any(word in text for text in texts)
    other = {"veertien": "twaalf", "twaalf": "veertien"}[word]
    assert not any(f"jongere vanaf {other} jaar" in text for text in texts)


def test_before_its_first_day_and_after_its_last_an_article_is_not_found(imported: dict[str, int], scope: None) -> None:
    def slugs(day: datetime.date | None) -> set[str]:
        return {
            one.slug for one in retrieve("papieren logboek van de bezoekuren", filters=Filters(on_date=day)).passages
        }

    assert "codex-9900001-art-4" in slugs(datetime.date(2015, 1, 1))
    assert "codex-9900001-art-4" not in slugs(None)
    assert slugs(datetime.date(2011, 12, 31)) == set()


def test_law_to_come_is_kept_and_never_found(imported: dict[str, int], scope: None) -> None:
    waiting = Version.objects.get(valid_from=datetime.date(2100, 1, 1))
    dated = Version.objects.get(source__slug="codex-9900001-art-6")
    assert waiting.status == Status.DRAFT
    assert waiting.title.endswith("(nog niet in werking)")
    assert LawVersion.objects.get(version=waiting).condition == "een gebeurtenis die nog moet komen"
    assert states_of([dated])[dated.pk] == "future"
    for question in ("vertrouwenspersoon ouder dan zestien jaar", "geluid in de slaapkamers meten"):
        for day in (None, datetime.date(2030, 12, 31)):
            texts = " ".join(one.text for one in retrieve(question, filters=Filters(on_date=day)).passages)
            assert "zestien" not in texts
            assert "geluid" not in texts
    assert "zestien" not in " ".join(
        one.text for one in retrieve("vertrouwenspersoon", filters=Filters(on_date=datetime.date(2101, 1, 1))).passages
    )


def _again(data: bytes = DECREE.read_bytes()) -> dict[str, int]:
    return vars(import_articles(read_law(data)))


def test_importing_again_is_idempotent() -> None:
    _again()
    with make.at(ANNA):
        before = list(Version.objects.order_by("id").values())
    assert _again() == {"new": 0, "changed": 0, "unchanged": 7, "future": 2}
    with make.at(ANNA):
        assert list(Version.objects.order_by("id").values()) == before


def test_a_new_version_ends_the_one_before_and_is_found_from_its_day() -> None:
    _again()

    def renew(whole: dict[str, Any]) -> None:
        old = versions(whole)[6]
        new = {**old, "Id": 9919999, "StartDatum": "2024-01-01T00:00:00", "Tekst": "Een jongere kiest zelf."}
        old["EindDatum"] = "2023-12-31T00:00:00"
        whole["Inhoud"]["ArtikelVersies"].append({"ArtikelVersie": new})
        whole["Inhoudstafel"]["Items"][1]["Items"][1]["Items"][0]["Versions"].append({"Id": 9919999})

    assert _again(changed(renew)) == {"new": 1, "changed": 1, "unchanged": 6, "future": 2}
    with make.at(ANNA):
        for day, word in ((datetime.date(2023, 6, 1), "achttien"), (datetime.date(2024, 6, 1), "kiest zelf")):
            texts = [row.text for row in law_found("jongere kiest een vertrouwenspersoon", on_date=day).rows]
            assert any(word in text for text in texts)


def test_an_older_version_that_comes_later_is_found_on_its_own_days() -> None:
    def only_new(whole: dict[str, Any]) -> None:
        whole["Inhoud"]["ArtikelVersies"] = [
            one for one in whole["Inhoud"]["ArtikelVersies"] if one["ArtikelVersie"]["Id"] != 9910002
        ]

    _again(changed(only_new))
    _again()
    with make.at(ANNA):
        for day, word in ((datetime.date(2015, 6, 1), "veertien"), (datetime.date(2021, 6, 1), "twaalf")):
            assert word in " ".join(row.text for row in law_found(WORDS, on_date=day).rows)


def test_what_waited_and_got_its_day_is_a_version_like_the_others() -> None:
    _again()

    def begin(whole: dict[str, Any]) -> None:
        whole["Inhoud"]["ToekomstigeArtikelVersies"][0].update(
            StartDatum="2025-01-01T00:00:00", StartDatumConditie="SpecifiedDate"
        )

    _again(changed(begin))
    with make.at(ANNA):
        assert not Version.objects.filter(status=Status.DRAFT).exists()
        texts = [row.text for row in law_found("vertrouwenspersoon kiezen", on_date=datetime.date(2025, 6, 1)).rows]
        assert any("zestien" in text for text in texts)


# Old numbers


def test_an_old_number_leads_to_the_article_and_no_longer_once_it_is_taken_away() -> None:
    _again()
    by = _platform_editor()
    with _as_platform(by):
        alias = add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
        with pytest.raises(AliasRefused):
            add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
    today = datetime.date(2026, 1, 1)
    with make.at(ANNA):
        first = law_found("Wat zegt art 458 Sw?", on_date=today).rows[0]
        assert (first.article and first.article.number, first.why) == ("5", "vroeger: art. 458 Sw.")
        assert "codex-9900001-art-5" in [one.slug for one in retrieve("art. 458 Sw").passages[:3]]
    with _as_platform(by):
        remove_alias(by, alias)
    with make.at(ANNA):
        assert not any(row.why.startswith("vroeger") for row in law_found("art. 458 Sw.", on_date=today).rows)


def test_an_old_number_outlives_the_next_import() -> None:
    _again()
    by = _platform_editor()
    with _as_platform(by):
        add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
    _again(changed(lambda whole: versions(whole)[6].update(Tekst="Een jongere kiest vrij.")))
    with make.at(ANNA):
        newest = Version.objects.filter(source__articles__number="5", status=Status.VALIDATED).order_by("-number")[0]
        assert newest.details["lay_terms"] == ["art. 458 Sw."]


def test_an_article_is_found_by_its_own_number_in_the_law_that_is_named(imported: dict[str, int], scope: None) -> None:
    first = law_found("artikel 2/1 van het oefendecreet leefgroepen", on_date=datetime.date(2026, 1, 1)).rows[0]
    assert first.article is not None
    assert first.article.number == "2/1"


# Runs and pages


def _platform_editor() -> Membership:
    Organisation.objects.get_or_create(id=SHARED, defaults={"slug": "redactie", "name": "Redactie"})
    user = make.account(REDACTIE)
    with organisation_scope(SHARED):
        found: Membership = Membership.objects.get_or_create(
            user=user, defaults={"name": "Redactie", "roles": list(ELI.roles)}
        )[0]
        return found


def _as_platform(by: Membership) -> Any:
    class Scope:
        def __enter__(self) -> None:
            self.scope, self.act = organisation_scope(SHARED), acting(Actor(user_id=by.user_id, name=by.name))
            self.scope.__enter__()
            self.act.__enter__()

        def __exit__(self, *how: Any) -> None:
            self.act.__exit__(*how)
            self.scope.__exit__(*how)

    return Scope()


def run(data: bytes) -> LawImport:
    by = _platform_editor()
    with _as_platform(by):
        asked = request_law_import(by, data=data, file_name="wet.json", url="", idempotency_key=uuid4())
    import_law.run(str(SHARED), str(asked.pk))
    with organisation_scope(SHARED):
        return LawImport.objects.get(pk=asked.pk)


def test_an_import_reports_what_it_did() -> None:
    def spoil(whole: dict[str, Any]) -> None:
        versions(whole)[0]["StartDatum"] = None

    done = run(changed(spoil))
    assert (done.state, done.done, done.total, done.title) == (RunState.DONE, 6, 6, "Oefendecreet leefgroepen")
    assert {name: done.report[name] for name in ("new", "changed", "unchanged", "future", "refused")} == {
        "new": 6, "changed": 0, "unchanged": 0, "future": 2, "refused": 1,
    }  # fmt: skip
    assert done.report["refusals"] == [["1", "zonder begindatum"]]
    with organisation_scope(SHARED):
        assert not LawFile.objects.exists()


def test_a_broken_file_changes_nothing_and_says_why() -> None:
    failed = run(DECREE.read_bytes()[:500])
    assert failed.state == RunState.FAILED
    assert failed.problem.startswith("Dit bestand is afgebroken of geen JSON. Er is niets gewijzigd.")


def test_a_long_import_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.tasks.law.BUDGET", -1.0)
    waiting = run(DECREE.read_bytes())
    assert (waiting.state, waiting.attempt) == (RunState.QUEUED, 0)
    monkeypatch.setattr("knowledge.tasks.law.BUDGET", 200.0)
    with organisation_scope(SHARED):
        LawImport.objects.filter(pk=waiting.pk).update(done=5)
    import_law.run(str(SHARED), str(waiting.pk))
    with organisation_scope(SHARED):
        done = LawImport.objects.get(pk=waiting.pk)
        assert (done.state, done.done, LawArticle.objects.count()) == (RunState.DONE, 7, 2)


def test_the_command_reads_a_file_and_says_what_it_did(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    call_command("import_codex", str(DECREE))
    said = "Oefendecreet leefgroepen: 7 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 toekomstig, 0 geweigerd."
    assert said in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_codex", str(tmp_path / "weg.json"))
    with pytest.raises(CommandError, match="mag niet opgehaald worden"):
        call_command("import_codex", "https://elders.example/VolledigDocument")


def test_editors_of_the_platform_import_law_and_others_find_no_such_page() -> None:
    make.cast()
    by = _platform_editor()
    client = make.browser(Person("Redactie", "", ()))
    client.force_login(by.user)
    page = make.url("law_imports", organisation="redactie")
    assert client.get(page).status_code == 200
    upload = SimpleUploadedFile("wet.json", DECREE.read_bytes(), content_type="application/json")
    answer = client.post(page, {"file": upload, "idempotency_key": str(uuid4())})
    assert answer.status_code == 302
    assert b"De wetgeving wordt ingelezen" in client.get(answer.headers["Location"]).content
    assert client.post(page, {"idempotency_key": str(uuid4())}).status_code == 422
    wrong = SimpleUploadedFile("wet.pdf", b"%PDF", content_type="application/pdf")
    assert client.post(page, {"file": wrong, "idempotency_key": str(uuid4())}).status_code == 415
    assert make.browser(ELI).get(make.url("law_imports")).status_code == 404


def test_the_page_shows_the_law_of_the_day_of_the_facts() -> None:
    make.cast()
    _again()
    anna = make.browser(ANNA)
    then = anna.get(make.url("law"), {"q": WORDS, "op": "2015-06-01"}).content.decode()
    now = anna.get(make.url("law"), {"q": WORDS}).content.decode()
    assert "gold op 1 juni 2015" in then
    assert "vanaf veertien jaar" in then
    assert "Hoofdstuk 2. Inspraak › Afdeling 1. Dagritme" in then
    assert "vandaag geldt" in now
    assert "vanaf twaalf jaar" in now
    assert anna.get(make.url("law"), {"q": WORDS, "op": "2099-01-01"}).status_code == 422


def test_without_law_the_page_says_who_can_bring_it() -> None:
    make.cast()
    assert "nog geen wetgeving ingelezen" in make.browser(ANNA).get(make.url("law")).content.decode()


def _article_page(person: Person, number: str) -> str:
    with make.at(person):
        slug = Source.objects.get(articles__number=number).slug
    return make.browser(person).get(make.url("source", slug=slug)).content.decode()


def test_the_page_of_an_article_says_where_it_stands_and_leads_to_the_official_text() -> None:
    run(DECREE.read_bytes())
    page = _article_page(ANNA, "2/1")
    with make.at(ANNA):
        article = LawArticle.objects.get(number="2/1")
    assert article.path
    assert html.escape(" › ".join((article.law_title, *article.path))) in page
    assert f'href="{html.escape(article.link)}"' in page
    assert "Artikel 2/1" in page


def test_a_text_that_waits_says_on_what_to_the_editors_and_who_reads_a_passage_sees_its_place() -> None:
    run(DECREE.read_bytes())
    by = _platform_editor()
    with _as_platform(by):
        waiting = LawVersion.objects.exclude(condition="").select_related("version")[0]
        chunk = Chunk.objects.filter(source__articles__number="2/1", kind="prose")[0]
        facts = article_facts_of(waiting.version)
    assert facts is not None
    assert facts.condition == waiting.condition
    passage = make.browser(ANNA).get(make.url("passage", chunk_id=chunk.pk)).content.decode()
    assert "<dt>Staat in</dt><dd>Oefendecreet leefgroepen" in passage
    assert "Officiële tekst" in passage


def test_a_source_that_is_no_law_stands_nowhere_in_the_law(imported: dict[str, int]) -> None:
    with make.at(ANNA):
        assert article_facts_of(publish(article(type="wetgeving"))) is None
        assert article_facts_of(publish(article(slug="b"))) is None
