"""The pages on which a source is written, read by somebody else, compared, reread, withdrawn, and a gap answered."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from cases.pseudonymiser import Key, hide
from knowledge.actions.gaps import file_gap
from knowledge.actions.lifecycle import PATHS, new_version
from knowledge.models import GapState, KnowledgeGap, Source, Status, Version
from organisations.scope import SHARED, organisation_scope
from tests import make
from tests.knowledge.living import BODY, drafted, in_review, indexed, validated
from tests.knowledge.making import days, publish
from tests.make import at, url
from tests.people import ANNA, ELI, VERA

pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "title": "Huisdieren in de leefgroep", "type": "methodiek", "perspective": "kracht", "jurisdiction": "algemeen",
    "age_min": "6", "age_max": "18", "summary": "Hoe we samen een konijn kiezen.", "body": BODY,
    "indications": "- Een jongere vraagt een huisdier.\n\n  Er is   plaats.  ", "situations": "Mag een konijn?",
    "valid_from": str(days(0)), "review_by": str(days(200)), "owner": "Horizon", "revision": "0",
    "references-TOTAL_FORMS": "1", "references-INITIAL_FORMS": "0", "references-0-title": "Konijnenboek",
    "references-0-publisher": "Verzonnen", "references-0-date": "2020",
    "contradictions-TOTAL_FORMS": "0", "contradictions-INITIAL_FORMS": "0",
}  # fmt: skip


def said(browser: Client, address: str, **posted: Any) -> str:
    """What the page says after this post, wherever it leads."""
    answer = browser.post(address, posted, follow=True)
    return str(answer.content.decode())


def test_a_source_goes_through_the_pages_from_a_blank_form_to_a_caregivers_list() -> None:
    make.cast()
    eli, vera, anna = make.browser(ELI), make.browser(VERA), make.browser(ANNA)
    html = said(eli, url("source_new"), **TYPED)
    assert "Klaar om voor te leggen" in html
    with at(ELI):
        version = Version.objects.get()
        assert version.details["lists"]["indications"] == ["Een jongere vraagt een huisdier.", "Er is plaats."]
        assert version.details["sources"][0]["publisher"] == "Verzonnen"
        here: dict[str, Any] = {"version_id": version.pk}
    assert "ligt klaar voor een validator" in said(eli, url("version_submit", **here))
    assert "Alleen een validator" in eli.get(url("version", **here)).content.decode()
    assert "wordt nu vindbaar gemaakt" in said(vera, url("version_validate", **here), revision="0")
    assert "Huisdieren" not in anna.get(url("knowledge")).content.decode()
    with at(ELI):
        indexed(version)
    assert "Huisdieren in de leefgroep" in anna.get(url("knowledge")).content.decode()
    assert "Vindbaar in de kennisbank" in eli.get(url("version", **here)).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Geef de bron een titel."),
        ({"valid_from": "morgen"}, "Vul een datum in"),
        ({"indications": "x\n" * 50}, "Dit zijn 50 lijnen"),
        ({"first_steps": "a" * 500}, "Deze lijn is te lang"),
        ({"references-0-date": ""}, "Vul titel, uitgever en datum in"),
        ({"type": "recept"}, "recept"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(changed: dict[str, str], sentence: str) -> None:
    answer = make.browser(ELI).post(url("source_new"), {**TYPED, **changed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "langs de vijver" in html
    with at(ELI):
        assert Source.objects.count() == 0


def test_a_draft_may_lack_much_and_its_page_says_what() -> None:
    bare = {**TYPED, "body": "", "summary": "", "situations": "", "references-0-title": "",
            "references-0-publisher": "", "references-0-date": ""}  # fmt: skip
    html = said(make.browser(ELI), url("source_new"), **bare)
    for lack in ("De samenvatting ontbreekt.", "geen tussentitels", "minstens één bron"):
        assert lack in html
    assert "Voorleggen aan een validator" not in html


def test_the_preview_shows_the_text_and_no_script_and_keeps_nothing() -> None:
    eli = make.browser(ELI)
    body = "## Deel\n<script>alert(1)</script> **vet** [klik](javascript:alert(1))"
    html = eli.post(url("source_preview"), {**TYPED, "body": body}, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>vet</strong>" in html
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert "<html" not in html
    with at(ELI):
        assert Source.objects.count() == 0


def test_an_older_window_does_not_write_over_a_newer_text() -> None:
    with at(ELI) as eli:
        here: dict[str, Any] = {"version_id": drafted(eli).pk}
    browser = make.browser(ELI)
    browser.post(url("version_edit", **here), {**TYPED, "title": "Eerste"})
    answer = browser.post(url("version_edit", **here), {**TYPED, "title": "Tweede"})
    assert answer.status_code == 409
    assert "andere tekst" in answer.content.decode()
    assert 'value="Tweede"' in answer.content.decode()
    with at(ELI):
        assert Version.objects.get().title == "Eerste"


def test_a_validator_sees_what_may_point_at_a_person_and_has_to_say_that_she_looked() -> None:
    named = {**TYPED, "body": BODY + "\nZo hielp het Lotte Vermassen."}
    eli, vera = make.browser(ELI), make.browser(VERA)
    said(eli, url("source_new"), **named)
    with at(ELI):
        here: dict[str, Any] = {"version_id": Version.objects.get().pk}
    said(eli, url("version_submit", **here))
    assert "<strong>Lotte Vermassen</strong>" in vera.get(url("version", **here)).content.decode()
    assert "vink aan dat je dat deed" in said(vera, url("version_validate", **here), revision="0")
    said(vera, url("version_validate", **here), revision="0", people_checked="on")
    with at(ELI):
        assert Version.objects.get().status == Status.VALIDATED


def test_a_remark_is_needed_and_shown_to_who_wrote() -> None:
    make.cast()
    with at(ELI) as eli:
        here: dict[str, Any] = {"version_id": in_review(eli).pk}
    vera = make.browser(VERA)
    assert "Schrijf wat er moet veranderen." in said(vera, url("version_send_back", **here), remark=" ")
    said(vera, url("version_send_back", **here), remark="Noem de allergie eerst.")
    assert "Noem de allergie eerst." in make.browser(ELI).get(url("version", **here)).content.decode()


def test_two_versions_are_compared_in_words_that_went_and_came() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        old = validated(eli, vera)
        new = new_version(eli, old)
    browser = make.browser(ELI)
    changed = {**TYPED, "title": old.title, "body": BODY.replace("een uur", "twee uur"), "summary": old.summary}
    browser.post(url("version_edit", version_id=new.pk), changed)
    html = browser.get(url("version_compare", version_id=new.pk)).content.decode()
    assert "een</del>" in html
    assert "twee</ins>" in html
    assert "Titel" not in html.split("<main")[1].split("</main")[0].split("page__body")[1]


def test_rereading_and_withdrawing_ask_for_a_date_and_a_reason() -> None:
    make.cast()
    with at(ELI) as eli, at(VERA) as vera:
        here: dict[str, Any] = {"version_id": validated(eli, vera).pk}
    browser = make.browser(VERA)
    assert "Zeg tot wanneer" in said(browser, url("version_renew", **here), valid_until="", review_by="")
    assert "herlezen en verlengd" in said(browser, url("version_renew", **here), valid_until=str(days(500)))
    assert "Schrijf waarom" in said(browser, url("version_withdraw", **here), reason="")
    assert "De geiten zijn ziek." in said(browser, url("version_withdraw", **here), reason="De geiten zijn ziek.")
    assert "De geiten zijn ziek." in make.browser(ANNA).get(
        url("source", slug="geitenwandelingen-met-jongeren")
    ).content.decode()  # fmt: skip


def test_a_gap_is_answered_with_a_source_in_force_declined_and_opened_again() -> None:
    with at(ANNA) as anna:
        publish()
        gap = file_gap(anna, hide("Mag een konijn in de leefgroep?", key=Key()).safe)
    browser = make.browser(ELI)
    here: dict[str, Any] = {"gap_id": gap.pk}
    assert "Mag een konijn" in browser.get(url("editors_room")).content.decode()
    assert "Kies de bron" in said(browser, url("knowledge_gap", **here))
    assert "Kies de bron" in said(browser, url("knowledge_gap", **here), slug="geitenwandeling", reason="x")
    said(browser, url("knowledge_gap", **here), slug="geitenwandeling")
    html = browser.get(url("knowledge_gaps"), {"stand": "answered"}).content.decode()
    assert "Beantwoord door Geitenwandelingen met jongeren" in html
    said(browser, url("knowledge_gap", **here), reopen="1")
    said(browser, url("knowledge_gap", **here), reason="Geen vraag over jeugdhulp.")
    with at(ANNA):
        assert KnowledgeGap.objects.get().state == GapState.DECLINED


def test_the_platforms_editors_use_the_same_pages_for_the_shared_set_and_others_only_read_it() -> None:
    from tests.people import Person

    make.organisation("redactie")
    noor = Person("Noor", "redactie", ELI.roles)
    with organisation_scope(SHARED):
        shared = publish()
    html = make.browser(noor).get(url("version", organisation="redactie", version_id=shared.pk)).content.decode()
    assert "Nieuwe versie" in html
    assert make.browser(ELI).get(url("version", version_id=shared.pk)).status_code == 404
    assert make.browser(ELI).post(url("version_new", version_id=shared.pk)).status_code == 404


def test_no_title_can_take_an_address_of_the_knowledge_bank() -> None:
    routes = [route for pattern in _routes() if (route := pattern.split("kennisbank/")[-1]) and "<" not in route[:1]]
    assert {route.split("/")[0] for route in routes if route.split("/")[0]} <= set(PATHS)


def _routes() -> list[str]:
    from knowledge.urls import urlpatterns

    assert get_resolver()
    return [str(entry.pattern) for entry in urlpatterns]
