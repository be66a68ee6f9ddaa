"""The organisation's own language models: where they may be, in which order they are asked, and for which cases."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from assistant.actions.analyses import set_sensitivity
from assistant.actions.endpoints import keep_endpoint, move_up, switch, try_endpoint
from assistant.gateway import ModelAway
from assistant.gateway.choosing import api_key_of, models_for
from assistant.gateway.fence import AddressRefused, check_address
from assistant.models import ModelEndpoint
from cases.models import Case
from cases.renewal import renew_keys
from organisations.keys import current_key
from organisations.models import OrganisationKey, Reach
from organisations.scope import current_organisation_id
from tests import make
from tests.assistant.asking import written
from tests.assistant.fake_model import Answer, FakeModel, serving
from tests.people import ANNA, FAY

GOOD = json.dumps({"unknowns": [{"text": "Hoe slaapt [JONGERE]?", "citations": []}]})


@dataclass
class Two:
    """Two endpoints of Horizon, in this order."""

    first: FakeModel
    second: FakeModel


@pytest.fixture
def two(case: Case, settings: Settings) -> Iterator[Two]:
    settings.MODEL_HOSTS = ["127.0.0.1"]
    with serving() as first, serving() as second:
        with make.at(ANNA):
            for name, model in (("een", first), ("twee", second)):
                keep(name, url=model.url)
        yield Two(first, second)


def keep(name: str, *, url: str, place: str = "eu", for_sensitive: bool = False, key: str = "geheim") -> ModelEndpoint:
    values = {"name": name, "url": url, "model": name, "place": place, "for_sensitive": for_sensitive}
    return keep_endpoint(ModelEndpoint(), values={**values, "context_tokens": 16_000, "api_key": key})


def named(name: str) -> ModelEndpoint:
    found: ModelEndpoint = ModelEndpoint.objects.get(name=name)
    return found


def test_the_first_that_answers_writes_and_the_next_is_not_asked(case: Case, two: Two) -> None:
    two.first.answers_with(GOOD)
    assert written(case).model
    assert two.first.asked[0].authorization == "Bearer geheim"
    assert two.second.asked == []


def test_when_one_is_away_the_next_answers_and_goes_first_from_then_on(case: Case, two: Two) -> None:
    two.first.answers.append(Answer(status=500, body=b"{}"))
    two.second.answers_with(GOOD, GOOD)
    assert written(case).model
    assert written(case).model
    assert (len(two.first.asked), len(two.second.asked)) == (1, 2)
    with make.at(ANNA):
        assert named("een").seems_away
        assert not named("twee").seems_away


def test_when_all_are_away_the_bank_answers(case: Case, two: Two) -> None:
    done = written(case)
    assert (done.model, done.state) == ("", "done")
    assert "InternalServerError" in done.fallback


def test_a_sensitive_case_goes_to_no_model_outside(case: Case, two: Two) -> None:
    with make.at(ANNA) as anna:
        set_sensitivity(anna, case, sensitive=True)
    done = written(case)
    assert (two.first.asked, two.second.asked) == ([], [])
    assert done.fallback.startswith("Deze casus is gevoelig")
    with make.at(ANNA) as anna:
        keep("huis", url=two.second.url, place="own", for_sensitive=True)
        assert len(models_for(sensitive=True)) == 1
        set_sensitivity(anna, case, sensitive=False)
        assert len(models_for(sensitive=False)) == 3


def test_a_sensitive_case_does_not_go_to_the_models_of_the_platform(case: Case, model: FakeModel) -> None:
    with make.at(ANNA):
        assert models_for(sensitive=True) == ()
        assert len(models_for(sensitive=False)) == 1


def test_only_a_model_in_house_may_read_sensitive_cases(case: Case) -> None:
    with make.at(ANNA), pytest.raises(IntegrityError), transaction.atomic():
        keep("ver", url="https://ver.example/v1", place="us", for_sensitive=True)


def test_an_endpoint_moves_up_and_is_switched(case: Case, two: Two) -> None:
    with make.at(ANNA):
        move_up(named("twee"))
        assert [one.name for one in ModelEndpoint.objects.all()] == ["twee", "een"]
        switch(named("twee"))
        assert [choice.endpoint for choice in models_for(sensitive=False)] == [named("een").id]


def test_a_key_is_sealed_and_dropped_when_the_address_moves(case: Case, two: Two) -> None:
    with make.at(ANNA):
        held = named("een")
        assert b"geheim" not in bytes(held.sealed_key or b"")
        assert api_key_of(held) == "geheim"
        values = {"name": "een", "url": two.second.url, "model": "m", "place": "eu", "for_sensitive": False}
        keep_endpoint(held, values={**values, "context_tokens": 16_000, "api_key": ""})
        assert api_key_of(named("een")) == ""


def test_trying_says_something_harmless(case: Case, two: Two) -> None:
    two.first.answers_with("hallo")
    with make.at(ANNA):
        assert try_endpoint(named("een")) == "hallo"
        assert "[JONGERE]" not in two.first.asked[0].body
        with pytest.raises(ModelAway):
            try_endpoint(named("een"))
        assert named("een").seems_away


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.215.14/v1", "https://127.0.0.1/v1", "https://10.0.0.8/v1", "https://192.168.1.4:8443/v1",
        "https://169.254.169.254/latest", "https://[::1]/v1", "https://[::ffff:10.0.0.1]/v1", "https://2130706433/v1",
        "https://naam:woord@93.184.215.14/v1", "https:///v1", "file:///etc/passwd", "https://localhost/v1", "",
    ],
)  # fmt: skip
def test_no_address_leads_into_our_own_network(url: str, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(AddressRefused):
        check_address(url)


def test_the_operator_may_let_an_inner_address_in(settings: Settings) -> None:
    settings.DEMO, settings.MODEL_HOSTS = False, ["10.0.0.8"]
    check_address("http://10.0.0.8:8000/v1")
    check_address("https://93.184.215.14/v1")


def test_the_pages_of_an_administrator_and_the_switch_on_a_case(case: Case, two: Two) -> None:
    fay, anna = make.browser(FAY), make.browser(ANNA)
    page = fay.get(make.url("models")).content.decode()
    assert "geheim" not in page
    assert page.index("een") < page.index("twee")
    refused = fay.post(make.url("models"), {"name": "x", "url": "https://10.0.0.1/v1", "model": "m", "place": "us",
                                            "for_sensitive": "on", "context_tokens": "16000"})  # fmt: skip
    told = refused.content.decode()
    assert "intern netwerk" in told
    assert "blijft in huis" in told
    anna.post(make.url("case_sensitive", case_id=case.id), {"sensitive": "yes"})
    assert "geen extern taalmodel leest deze casus" in anna.get(make.url("case", case_id=case.id)).content.decode()


def test_a_renewed_key_opens_what_the_old_one_sealed_and_the_old_one_goes(case: Case, two: Two) -> None:
    with make.at(ANNA):
        old = current_key().id
        before = [api_key_of(one) for one in ModelEndpoint.objects.all()]
        renew_keys(current_organisation_id(), reach=Reach.ORGANISATION, before=timezone.now())
        assert not OrganisationKey.objects.filter(id=old).exists()
        assert [api_key_of(one) for one in ModelEndpoint.objects.all()] == before
        assert any(before)
