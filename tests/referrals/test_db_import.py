"""An import brings the directory up to date in one go, says what it did, and changes nothing when a file is broken."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from organisations.models import RunState
from referrals.actions.imports import allowed_address, request_import
from referrals.actions.services import add_facts
from referrals.facts_file import AddedFacts
from referrals.models import Service, ServiceImport
from referrals.tasks import import_services
from tests import make
from tests.people import ANNA, CHRIS, DANA, ELI, FAY
from tests.referrals.sociale_kaart.records import embedded, paged, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def imported(content: Any) -> ServiceImport:
    """Eli's upload after a worker took it."""
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    with make.at(ELI) as eli:
        asked = request_import(eli, file=ContentFile(written, "sk.json"), url="", rubric="", idempotency_key=uuid4())
    import_services.run(str(asked.organisation_id), str(asked.id))
    with make.at(ELI):
        done: ServiceImport = ServiceImport.objects.get(id=asked.id)
        return done


def counts(done: ServiceImport) -> dict[str, int]:
    assert done.state == RunState.DONE, done.problem
    return {name: done.report[name] for name in ("new", "changed", "same", "gone", "refused") if done.report[name]}


def names() -> set[str]:
    with make.at(ELI):
        return set(Service.objects.filter(gone_at=None).values_list("name", flat=True))


def renamed(name: str, called: str) -> dict[str, Any]:
    return record(name, legalName={"description": called})


@pytest.mark.parametrize("envelope", [paged, embedded])
def test_both_envelopes_are_read(envelope: Any) -> None:
    assert counts(imported(envelope(record("a"), record("b")))) == {"new": 2}
    assert names() == {"Dienst a", "Dienst b"}


def test_the_same_file_again_changes_nothing() -> None:
    imported(paged(record("a"), record("b")))
    with make.at(ELI):
        before = list(Service.objects.order_by("id").values())
    assert counts(imported(paged(record("a"), record("b")))) == {"same": 2}
    with make.at(ELI):
        assert list(Service.objects.order_by("id").values()) == before


def test_what_is_new_changed_the_same_gone_and_refused_is_counted() -> None:
    imported(paged(record("a"), record("b"), record("c")))
    done = imported(paged(record("a"), renamed("b", "Ander huis"), record("d"), record("e", legalName=None)))
    assert counts(done) == {"new": 1, "changed": 1, "same": 1, "gone": 1, "refused": 1}
    assert names() == {"Dienst a", "Ander huis", "Dienst d"}
    (refusal,) = done.report["refusals"]
    assert (refusal["position"], refusal["reason"]) == (4, "Deze dienst heeft geen naam.")


def test_a_service_that_comes_back_is_there_again_as_the_same_row() -> None:
    imported(paged(record("a"), record("b")))
    with make.at(ELI):
        before = Service.objects.get(name="Dienst b").id
    imported(paged(record("a")))
    assert names() == {"Dienst a"}
    assert counts(imported(paged(record("a"), record("b")))) == {"changed": 1, "same": 1}
    with make.at(ELI):
        assert Service.objects.get(name="Dienst b").id == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"   \n", "Dit bestand is leeg."),
        (json.dumps(paged(record("x"), record("y"))).encode()[:-40], "Dit bestand is afgebroken"),
        (b"<html></html>", "Dit bestand is geen JSON."),
        (b'{"iets": []}', "Dit bestand bevat geen lijst van de Sociale Kaart."),
    ],
    ids=["empty", "blank", "truncated", "html", "other"],
)
def test_a_broken_file_changes_nothing_and_says_why(content: bytes, sentence: str) -> None:
    imported(paged(record("a")))
    failed = imported(content)
    assert failed.state == RunState.FAILED
    assert failed.problem.startswith(sentence)
    assert "Er is niets gewijzigd." in failed.problem
    assert names() == {"Dienst a"}


def test_a_list_without_services_does_not_empty_the_directory() -> None:
    imported(paged(record("a")))
    done = imported({"content": [], "page": {"totalElements": 0}})
    assert counts(done) == {}
    assert "Dit bestand is niet de hele bron." in " ".join(done.report["notes"])
    assert names() == {"Dienst a"}


def test_one_page_of_many_does_not_make_the_rest_disappear() -> None:
    imported(paged(record("a"), record("b")))
    done = imported(paged(record("a"), total=20_000))
    assert counts(done) == {"same": 1}
    assert "De bron kondigde 20000 diensten aan; we lazen er 1." in done.report["notes"]
    assert names() == {"Dienst a", "Dienst b"}


def test_when_writing_fails_halfway_nothing_is_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    imported(paged(record("a")))
    monkeypatch.setattr("referrals.actions.services.BATCH", 1)
    monkeypatch.setattr("referrals.actions.services._mark_gone", lambda seen: 1 // 0)
    done = imported(paged(renamed("a", "Ander huis"), record("b")))
    assert done.state == RunState.RUNNING
    assert done.attempt == 1
    assert names() == {"Dienst a"}


def test_latin_1_is_read_and_reported() -> None:
    done = imported(json.dumps(paged(renamed("a", "Huis België")), ensure_ascii=False).encode("latin-1"))
    assert names() == {"Huis België"}
    assert "Tekens die niet in UTF-8 stonden, zijn als Latin-1 gelezen: 1." in done.report["notes"]


def test_of_two_with_one_id_the_first_counts() -> None:
    done = imported(paged(record("a"), renamed("a", "Tweede"), record("b"), total=2))
    assert counts(done) == {"new": 2}
    assert names() == {"Dienst a", "Dienst b"}
    assert any(note.startswith("Dubbele vermeldingen") for note in done.report["notes"])


def test_missing_coordinates_fall_in_the_middle_of_the_municipality_and_are_reported() -> None:
    address = {key: value for key, value in record()["addresses"][0].items() if key != "location"}
    done = imported(paged(record("a", addresses=[address]), record("b", addresses=[])))
    with make.at(ELI):
        found = {service.name: service for service in Service.objects.all()}
    assert len(found["Dienst a"].points) == 2
    assert (found["Dienst b"].points, found["Dienst b"].south) == ([], None)
    assert any("Diensten zonder coördinaten" in note and note.endswith("1.") for note in done.report["notes"])


def test_null_characters_and_endless_names_are_kept_out() -> None:
    done = imported(paged(renamed("a", "Hu\0is"), renamed("b", "x" * 500), record("c", type="t" * 500)))
    assert counts(done) == {"new": 3}
    assert "Huis" in names()
    assert max(len(name) for name in names()) == 300


def test_an_import_touches_its_own_organisation_alone() -> None:
    with make.at(CHRIS):
        Service.objects.create(external_id="k", name="Van Kompas", content_hash="0")
    imported(paged(record("a")))
    with make.at(CHRIS):
        assert [service.name for service in Service.objects.filter(gone_at=None)] == ["Van Kompas"]


def described(text: str) -> dict[str, Any]:
    return record("a", description=text)


def ages() -> tuple[int | None, int | None]:
    with make.at(ELI):
        held = Service.objects.get(name="Dienst a")
        return held.min_age, held.max_age


def test_ages_in_a_description_follow_the_description() -> None:
    imported(paged(described("Voor jongeren van 12 tot 18 jaar.")))
    assert ages() == (12, 18)
    imported(paged(described("Voor jongeren van 14 tot 21 jaar.")))
    assert ages() == (14, 21)
    imported(paged(described("Voor iedereen.")))
    assert ages() == (None, None)


def test_ages_that_somebody_added_go_before_those_of_a_description() -> None:
    imported(paged(described("Voor jongeren van 12 tot 18 jaar.")))
    with make.at(ELI):
        told = AddedFacts(
            external_id=Service.objects.get().external_id, min_age=10, max_age=None, access=(), languages=(),
            free=None, cost="", target="", remote=False, wait=None,
        )  # fmt: skip
        add_facts([told])
    imported(paged(described("Voor jongeren van 14 tot 21 jaar.")))
    assert ages() == (10, None)


def test_a_service_lies_at_each_of_its_visiting_addresses_and_not_at_its_letter_box() -> None:
    def address(kind: str, latitude: float) -> dict[str, Any]:
        return {"type": kind, "primary": kind == "Postadres", "location": {"lat": latitude, "lon": 4.0}}

    imported(paged(record("a", addresses=[address("Postadres", 51.4), address("Bezoekadres", 51.0),
                                          address("Bezoekadres", 50.8)])))  # fmt: skip
    with make.at(ELI):
        held = Service.objects.get()
        assert held.points == [51.0, 4.0, 50.8, 4.0]
        assert (held.south, held.north, held.west, held.east) == (50.8, 51.0, 4.0, 4.0)


def test_one_key_is_one_import() -> None:
    key = uuid4()
    with make.at(ELI) as eli:
        asked = [request_import(eli, file=None, url="https://x", rubric="r", idempotency_key=key) for _ in range(2)]
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.desocialekaart.be/api", True),
        ("http://www.desocialekaart.be/api", False),
        ("https://desocialekaart.be.kwaad.example/api", False),
        ("https://www.desocialekaart.be@kwaad.example/", False),
        ("https://127.0.0.1/api", False),
        ("https://localhost:6379", False),
        ("file:///etc/passwd", False),
        ("ftp://www.desocialekaart.be", False),
        ("//www.desocialekaart.be", False),
        ("", False),
    ],
)
def test_only_named_hosts_over_https_are_asked(url: str, allowed: bool) -> None:
    assert allowed_address(url) is allowed


def upload(file: SimpleUploadedFile | None = None, **fields: str) -> Any:
    body = {"idempotency_key": str(uuid4()), **fields, **({"file": file} if file else {})}
    return make.browser(ELI).post(make.url("service_imports"), body)


def json_file(content: bytes = b"[]", *, name: str = "sk.json", kind: str = "application/json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def test_an_upload_leads_to_its_own_page() -> None:
    answer = upload(json_file(json.dumps(paged(record("a"))).encode()))
    assert answer.status_code == 302
    page = make.browser(ELI).get(answer["Location"])
    assert "De import loopt" in page.content.decode()


def test_the_page_of_a_finished_import_tells_what_it_did() -> None:
    done = imported(paged(record("a"), record("b", legalName=None)))
    page = make.browser(ELI).get(make.url("service_import", import_id=done.id)).content.decode()
    for part in ("Klaar", "Nieuw</dt><dd>1", "Geweigerd</dt><dd>1", "Deze dienst heeft geen naam."):
        assert part in page


def test_a_file_that_is_too_large_gets_413(settings: Settings) -> None:
    settings.IMPORT_MAX_BYTES = 2**20
    answer = upload(json_file(b" " * (2**20 + 1)))
    assert answer.status_code == 413
    assert "Dit bestand is groter dan 1 MB. Er is niets gewijzigd." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("sk.xml", "application/json"), ("sk.json", "image/png"), ("sk", "application/json"), ("sk.exe", "text/plain")],
)
def test_another_kind_of_file_gets_415(name: str, kind: str) -> None:
    answer = upload(json_file(name=name, kind=kind))
    assert answer.status_code == 415
    assert "Dit is geen JSON-bestand. Er is niets gewijzigd." in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": json_file(b"")}, "Dit bestand is leeg. Er is niets gewijzigd."),
        ({}, "Kies een bestand of vul een adres in."),
        ({"url": "https://kwaad.example/api", "rubric": "x"}, "Alleen deze bronnen mogen: www.desocialekaart.be."),
        ({"url": "http://www.desocialekaart.be/api", "rubric": "x"}, "Alleen deze bronnen mogen"),
        ({"url": "geen adres"}, "Dit is geen volledig adres."),
        ({"url": "https://www.desocialekaart.be/api"}, "Vul ook de rubriek in."),
    ],
    ids=["empty", "nothing", "other host", "http", "no address", "no rubric"],
)
def test_what_cannot_be_imported_gets_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    answer = upload(**fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with make.at(ELI):
        assert not ServiceImport.objects.exists()


@pytest.mark.parametrize("person", [ANNA, DANA, FAY], ids=lambda person: person.name)
def test_only_an_editor_imports(person: Any) -> None:
    assert make.browser(person).get(make.url("service_imports")).status_code == 403
    assert make.browser(person).post(make.url("service_imports"), {}).status_code == 403
