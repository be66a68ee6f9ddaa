"""The pages of the knowledge bank show what is in force, and say what is not."""

from uuid import uuid4

import pytest
from django.test import Client

from knowledge.models import Chunk
from knowledge.rules.article import Article
from knowledge.rules.wording import in_words
from organisations.models import Membership, User
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.making import DRAFT, article, days, publish, withdraw
from tests.make import at, member
from tests.people import ANNA, CHRIS, ELI, Person

pytestmark = pytest.mark.django_db
BASE = "/o/horizon/kennisbank/"


def client_of(person: Person) -> Client:
    her: Membership = member(person)
    client = Client()
    client.force_login(User.objects.get(pk=her.user_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(person: Person, path: str = "", *, status: int = 200, htmx: bool = False) -> str:
    answer = client_of(person).get(BASE + path, headers={"HX-Request": "true"} if htmx else {})
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_knowledge_bank_says_what_to_do() -> None:
    assert "Er staan nog geen gevalideerde bronnen" in page(ANNA)


def test_the_list_shows_live_sources_and_filters_with_counts() -> None:
    with at(ANNA):
        publish()
        publish(article(slug="wet", title="De geitenwet", type="wetgeving"))
        publish(article(slug="oud", title="Oude geiten", valid_until=days(-1)))
    html = page(ANNA)
    assert "Geitenwandelingen met jongeren" in html
    assert "Oude geiten" not in html
    assert 'href="?soort=wetgeving"' in html
    assert ">2 bronnen<" in html
    assert "De geitenwet" in page(ANNA, "?soort=wetgeving")
    assert "Geitenwandelingen met jongeren" not in page(ANNA, "?soort=wetgeving")


def test_a_search_says_why_a_source_is_there() -> None:
    with at(ANNA):
        publish()
    assert "Gevonden op ‘geit’" in page(ANNA, "?q=geit")


def test_a_search_that_finds_nothing_keeps_the_question_and_offers_a_way_on() -> None:
    with at(ANNA):
        publish()
    html = page(ANNA, "?q=geit&soort=wetgeving")
    assert 'value="geit"' in html
    assert "Hier is geen bron over gevonden." in html


@pytest.mark.parametrize("query", ["?q=%00", "?q=" + "a" * 9000, "?page=x", "?page=-3", "?soort=%27--", "?q=<script>"])
def test_strange_addresses_give_a_page(query: str) -> None:
    with at(ANNA):
        publish()
    assert "<script>a" not in page(ANNA, query)


def test_the_article_shows_its_lists_text_sources_and_validity() -> None:
    with at(ANNA):
        publish()
    html = page(ANNA, "geitenwandeling/")
    for text in (
        "Spreek af wie de leiband vasthoudt.",
        "langs de vijver",
        "Verzonnen uitgeverij",
        "Vera",
        "Eerste stappen",
    ):
        assert text in html
    assert "gevalideerd en geldig" in html
    assert "startset" not in html


def test_a_starter_article_says_so() -> None:
    with at(ANNA):
        publish(article(starter=True))
    assert "hoort bij de startset" in page(ANNA, "geitenwandeling/")


def test_an_article_cannot_bring_a_script() -> None:
    with at(ANNA):
        publish(article(body="## Kop\n<script>alert(1)</script> [klik](javascript:alert(2)) **vet**"))
    html = page(ANNA, "geitenwandeling/")
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<strong>vet</strong>" in html


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            article(valid_until=days(-1)),
            f"Deze versie gold tot en met {in_words(days(-1))} en is nog niet opnieuw nagekeken.",
        ),
        (article(valid_from=days(2)), "Deze versie geldt pas vanaf"),
    ],
)
def test_a_version_outside_its_dates_is_shown_as_such(written: Article, sentence: str) -> None:
    with at(ANNA):
        publish(written)
    assert sentence in page(ANNA, "geitenwandeling/")


def test_a_withdrawn_version_is_shown_as_such_also_behind_a_citation() -> None:
    with at(ANNA):
        version = publish()
        withdraw(version)
        chunk = Chunk.objects.get(version=version, kind="summary")
    assert "Deze versie is ingetrokken." in page(ANNA, "geitenwandeling/")
    assert "Deze versie is ingetrokken." in page(ANNA, f"passage/{chunk.pk}/")


def test_an_older_version_stays_readable_and_says_that_there_is_a_newer_one() -> None:
    with at(ANNA):
        publish(article(title="Geiten, herzien"), after=publish())
    assert "Geiten, herzien" in page(ANNA, "geitenwandeling/")
    old = page(ANNA, "geitenwandeling/?versie=1")
    assert "Er is een nieuwere versie." in old
    page(ANNA, "geitenwandeling/?versie=9", status=404)


def test_a_draft_is_for_who_writes_or_validates() -> None:
    with at(ANNA):
        publish(approval=DRAFT)
        chunk = Chunk.objects.get(kind="summary")
    page(ANNA, "geitenwandeling/", status=404)
    page(ANNA, f"passage/{chunk.pk}/", status=404)
    assert "nog niet gevalideerd" in page(ELI, "geitenwandeling/")


def test_the_passage_marks_the_quotation() -> None:
    with at(ANNA):
        chunk = Chunk.objects.get(version=publish(), kind="first_steps")
    start = chunk.text.index("Spreek")
    html = page(ANNA, f"passage/{chunk.pk}/?van={start}&tot={len(chunk.text)}")
    assert "<mark>Spreek af wie de leiband vasthoudt.</mark>" in html
    assert f"geitenwandeling/?versie=1#deel-{chunk.position}" in html


@pytest.mark.parametrize(
    "span", ["?van=9999&tot=99999", "?van=x&tot=2", "?van=5&tot=1", "?van=-1&tot=4", "?tot=3", "?van=²&tot=9"]
)
def test_a_strange_span_marks_nothing_and_shows_the_passage(span: str) -> None:
    with at(ANNA):
        chunk = Chunk.objects.get(version=publish(), kind="summary")
    assert "Wandelen met geiten" in page(ANNA, f"passage/{chunk.pk}/{span}").replace("<mark></mark>", "")


def test_the_drawer_gets_the_fragment_only() -> None:
    with at(ANNA):
        chunk = Chunk.objects.get(version=publish(), kind="summary")
    html = page(ANNA, f"passage/{chunk.pk}/", htmx=True)
    assert "<html" not in html
    assert "Hele artikel lezen" in html


def test_strangers_and_the_absent_answer_alike() -> None:
    with at(CHRIS):
        chunk = Chunk.objects.get(version=publish(), kind="summary")
    page(ANNA, "geitenwandeling/", status=404)
    page(ANNA, f"passage/{chunk.pk}/", status=404)
    page(ANNA, f"passage/{uuid4()}/", status=404)
    page(ANNA, "bestaat-niet/", status=404)
    assert client_of(CHRIS).get(BASE).status_code == 404


def test_shared_sources_can_be_read_from_every_organisation() -> None:
    with organisation_scope(SHARED):
        publish()
    assert "langs de vijver" in page(ANNA, "geitenwandeling/")


def test_own_sources_are_listed_with_their_state_for_editors_only() -> None:
    assert "nog geen eigen bronnen" in page(ELI, "eigen-bronnen/")
    with at(ELI):
        publish()
        publish(article(slug="oud", title="Oude geiten", valid_until=days(-1)))
    html = page(ELI, "eigen-bronnen/")
    assert "Oude geiten" in html
    assert "vervallen" in html
    page(ANNA, "eigen-bronnen/", status=403)


def test_a_room_in_which_nothing_waits_says_so_at_the_end() -> None:
    with at(ANNA):
        publish()
    html = page(ELI, "redactie/")
    assert "Nooit geciteerd" in html
    assert "Ter nazicht</h2>" not in html
    assert html.index("Nooit geciteerd") < html.index("Niets wacht op een validator.")
    assert "Geen open melding gaat over een bron." in html
    assert "Elke eigen bron die geldt, werd geciteerd." not in html


def test_an_expired_text_waits_for_its_editors_until_its_source_is_withdrawn() -> None:
    with at(ANNA):
        old = publish(article(valid_from=days(-20), valid_until=days(-5)))
    assert "Gold tot en met" in page(ELI, "redactie/")
    with at(ANNA):
        withdraw(publish(article(valid_from=days(-4)), after=old))
    assert "Gold tot en met" not in page(ELI, "redactie/")


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (-5, 9, "Vindbaar in de kennisbank."),
        (3, 9, "tot dan blijft de vorige in gebruik"),
        (-5, -1, "Niet meer vindbaar: deze versie is vervallen."),
    ],
)
def test_the_page_of_a_version_says_from_when_it_can_be_found(starts: int, ends: int, sentence: str) -> None:
    with at(ANNA):
        first = publish(article(valid_from=days(-20)))
        second = publish(article(valid_from=days(starts), valid_until=days(ends)), after=first)
    html = page(ELI, f"versie/{second.pk}/")
    assert sentence in html
    assert html.count("indbaar in de kennisbank.") == (sentence == "Vindbaar in de kennisbank.")


def test_topics_that_bear_the_same_name_are_followed_apart() -> None:
    html = page(ANNA, "nieuw/")
    assert html.index("Soorten bronnen") < html.index('value="type:veiligheid"') < html.index("Invalshoeken")
    assert html.index("Invalshoeken") < html.index('value="perspective:veiligheid"')
