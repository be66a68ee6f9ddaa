"""What was fitted on questions: the adapter that turns them, and how sure an answer is."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import EMBEDDED, Model, embed_query
from knowledge.fitted import adapter as adapting
from knowledge.fitted import sureness as being_sure
from knowledge.fitted.adapter import UNTURNED, Adapter, closeness_weight, turned, write_adapter
from knowledge.fitted.sureness import ENOUGH, Weights, sureness, write_weights

SERVED = Model("e5-large", "https://model.voorbeeld")
ASKED = "Hoe krijg ik mijn dochter weer naar school?"
GOOD = {"share": 0.6, "passage": 0.3, "situation": 0.35, "lead": 0.1, "words": 4, "foreign": 0, "beyond": 0.84}
POOR = GOOD | {"share": 0.05, "passage": 0.02, "situation": 0.02, "lead": 0.0}


def test_a_turned_question_is_a_unit_vector_and_always_the_same() -> None:
    vector = embed_query(ASKED, by=EMBEDDED)
    first = turned(vector, by=EMBEDDED)
    assert np.linalg.norm(first) == pytest.approx(1)
    assert first == turned(vector, by=EMBEDDED) != vector


def test_a_served_model_keeps_its_own_vectors_and_weight() -> None:
    assert turned([0.6, 0.8], by=SERVED) == [0.6, 0.8]
    assert closeness_weight(SERVED) == UNTURNED != closeness_weight(EMBEDDED)


def test_an_adapter_that_is_written_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(adapting, "MATRIX", tmp_path / "adapter.npz")
    write_adapter(Adapter([[0, 1], [1, 0]], 3.0))
    assert turned([0.6, 0.8], by=EMBEDDED) == pytest.approx([0.8, 0.6])
    assert closeness_weight(EMBEDDED) == 3.0
    adapting._adapter.cache_clear()


def test_the_better_the_best_source_fits_the_surer() -> None:
    vector = embed_query(ASKED, by=EMBEDDED)
    good, poor = (sureness(measured, question=vector, by=EMBEDDED) for measured in (GOOD, POOR))
    assert good >= ENOUGH > poor


def test_the_same_measures_are_less_sure_for_what_no_source_tells() -> None:
    about_care, about_a_car = (
        sureness(GOOD, question=embed_query(text, by=EMBEDDED), by=EMBEDDED)
        for text in (ASKED, "Hoeveel bandenspanning heeft mijn bestelwagen nodig?")
    )
    assert about_a_car < about_care


def test_of_a_served_model_only_the_measures_count() -> None:
    assert sureness(GOOD, question=[0.1], by=SERVED) == sureness(GOOD, question=[0.9], by=SERVED)


def test_weights_that_are_written_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(being_sure, "WEIGHTS", tmp_path / "sureness.json")
    write_weights(embedded=Weights({"share": 1.0}, [2.0], 0.0), served=Weights({"share": 0.0}, [], -100.0))
    assert sureness({"share": 1.0}, question=[1.0], by=EMBEDDED) == pytest.approx(0.9526, abs=1e-4)
    assert sureness({"share": 1.0}, question=[1.0], by=SERVED) < 1e-20
    being_sure._weights.cache_clear()
