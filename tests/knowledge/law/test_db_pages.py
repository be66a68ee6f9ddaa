"""The pages of law show the day that was asked, where an article stands, and who may bring law in."""

import datetime
import html
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.models import Chunk, LawArticle, LawVersion, Source
from knowledge.queries.law import article_facts_of, law_found
from tests import make
from tests.knowledge.law.importing import WORDS, as_platform, import_run, imported_again, platform_editor
from tests.knowledge.law.test_codex import DECREE
from tests.knowledge.making import article, publish
from tests.people import ANNA, ELI, Person

pytestmark = pytest.mark.django_db


def test_editors_of_the_platform_import_law_and_others_find_no_such_page() -> None:
    make.cast()
    by = platform_editor()
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
    imported_again()
    anna = make.browser(ANNA)
    then = anna.get(make.url("law"), {"q": WORDS, "op": "2015-06-01"}).content.decode()
    now = anna.get(make.url("law"), {"q": WORDS}).content.decode()
    assert "gold op 1 juni 2015" in then
    assert "vanaf veertien jaar" in then
    assert "Hoofdstuk 2. Inspraak › Afdeling 1. Dagritme" in then
    assert "vandaag geldt" in now
    assert "vanaf twaalf jaar" in now
    assert anna.get(make.url("law"), {"q": WORDS, "op": "2099-01-01"}).status_code == 422


def test_what_explains_the_law_stands_apart_from_its_text() -> None:
    make.cast()
    imported_again()
    with make.at(ANNA):
        publish(article(title="Dagritme uitgelegd", type="wetgeving"))
    page = make.browser(ANNA).get(make.url("law"), {"q": WORDS}).content.decode()
    official, _, explained = page.partition("Uitleg in de kennisbank")
    assert "Artikel 2. Oefendecreet leefgroepen" in official
    assert "Dagritme uitgelegd" not in official
    assert "Dagritme uitgelegd" in explained


def test_a_found_article_shows_its_text_and_not_where_it_stands() -> None:
    imported_again()
    with make.at(ANNA):
        rows = law_found("artikelen van het oefendecreet leefgroepen", on_date=datetime.date(2026, 1, 1)).rows
        assert rows
        assert not any(row.text.startswith("Artikel ") for row in rows)


def test_without_law_the_page_says_who_can_bring_it() -> None:
    make.cast()
    assert "nog geen wetgeving ingelezen" in make.browser(ANNA).get(make.url("law")).content.decode()


def _article_page(person: Person, number: str) -> str:
    with make.at(person):
        slug = Source.objects.get(articles__number=number).slug
    return make.browser(person).get(make.url("source", slug=slug)).content.decode()


def test_the_page_of_an_article_says_where_it_stands_and_leads_to_the_official_text() -> None:
    import_run(DECREE.read_bytes())
    page = _article_page(ANNA, "2/1")
    with make.at(ANNA):
        article = LawArticle.objects.get(number="2/1")
    assert article.path
    assert html.escape(" › ".join((article.law_title, *article.path))) in page
    assert f'href="{html.escape(article.link)}"' in page
    assert "Artikel 2/1" in page


def test_a_text_that_waits_says_on_what_to_the_editors_and_who_reads_a_passage_sees_its_place() -> None:
    import_run(DECREE.read_bytes())
    by = platform_editor()
    with as_platform(by):
        waiting = LawVersion.objects.exclude(condition="").select_related("version")[0]
        chunk = Chunk.objects.filter(source__articles__number="2/1", kind="prose")[0]
        facts = article_facts_of(waiting.version)
    assert facts is not None
    assert facts.condition == waiting.condition
    passage = make.browser(ANNA).get(make.url("passage", chunk_id=chunk.pk)).content.decode()
    assert "<dt>Staat in</dt><dd>Oefendecreet leefgroepen" in passage
    assert "Officiële tekst" in passage
