"""Whatever a download looks like, it is read once, whole and in flat memory, or refused with a sentence."""

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from referrals.sociale_kaart import ImportFileError, Offer, read_offers
from tests.referrals.sociale_kaart.records import embedded, paged, record, stream


@pytest.mark.parametrize(
    "documents",
    [
        [paged(record("a"), record("b"))],
        [embedded(record("a"), record("b"))],
        [paged(record("a")), paged(record("b"))],
        [embedded(record("a")), paged(record("b"))],
        [[paged(record("a")), paged(record("b"))]],
        [[paged(record("a")), embedded(record("b"))]],
    ],
    ids=["content", "embedded", "pages in lines", "mixed lines", "array of pages", "array of mixed pages"],
)
def test_it_reads_every_envelope(documents: list[Any]) -> None:
    with read_offers(stream(*documents)) as reading:
        names = {found.name for found in reading if isinstance(found, Offer)}

    assert names == {"Dienst a", "Dienst b"}


def test_it_reads_a_file_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "download.json"
    path.write_bytes(stream(paged(record())).getvalue())

    with read_offers(path) as reading:
        assert len(list(reading)) == 1


def test_it_reads_a_stream_that_cannot_go_back() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(list(read_offers(Pipe(stream(paged(record())).getvalue())))) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leeg"),
        (b" \n\n", "leeg"),
        (b"<html>", "geen JSON"),
        (b"id;naam\n1;x", "beschadigd|geen JSON"),
        (b"\xff\xfe{\x00}\x00", "geen JSON"),
        (b"PK\x03\x04", "geen JSON"),
        (stream(paged(record())).getvalue()[:-40], "afgebroken"),
        (stream(paged(record())).getvalue() + b"{", "afgebroken"),
        (stream(paged(record())).getvalue() + b"]", "beschadigd"),
        (b"{}", "geen lijst"),
        (b'{"content": {"a": 1}}', "geen lijst"),
        (b"[" * 100_000, "te diep"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_before_anything_comes_out(content: bytes, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence) as refusal:
        read_offers(io.BytesIO(content))

    assert "Er is niets gewijzigd." in str(refusal.value)


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="bestaat niet"):
        read_offers(tmp_path / "weg.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    text = json.dumps(paged(record(legalName={"description": "Café Élan"})), ensure_ascii=False)

    (found,) = list(read_offers(io.BytesIO(text.encode(encoding))))

    assert isinstance(found, Offer)
    assert found.name == "Café Élan"


def test_latin_1_is_reported() -> None:
    text = json.dumps(paged(record(legalName={"description": "Café"})), ensure_ascii=False)
    with read_offers(io.BytesIO(text.encode("latin-1"))) as reading:
        list(reading)

    assert reading.notes() == ("Tekens die niet in UTF-8 stonden, zijn als Latin-1 gelezen: 1.",)


def test_a_character_cut_in_two_by_a_chunk_is_whole() -> None:
    names = ["é" * length for length in range(32_760, 32_775)]
    documents = [paged(record(legalName={"description": name})) for name in names]
    raw = [json.dumps(document, ensure_ascii=False).encode() for document in documents]

    for name, content in zip(names, raw, strict=True):
        with read_offers(io.BytesIO(content)) as reading:
            (found,) = list(reading)
        assert isinstance(found, Offer)
        assert found.name == name
        assert reading.recoded_bytes == 0


def test_overlapping_pages_give_each_service_once() -> None:
    with read_offers(stream(paged(record("a"), record("b"), total=3), paged(record("b"), record("c"), total=3))) as r:
        found = list(r)

    assert len(found) == 3
    assert r.duplicates == 1
    assert r.notes() == ("Dubbele vermeldingen, waarvan telkens de eerste telde: 1.",)


def test_a_total_that_does_not_fit_is_reported() -> None:
    with read_offers(stream(paged(record("a"), total=9))) as reading:
        list(reading)

    assert reading.notes() == ("De bron kondigde 9 diensten aan; we lazen er 1.",)


def test_reading_twice_gives_the_same() -> None:
    with read_offers(stream(paged(record("a"), record("a")))) as reading:
        assert list(reading) == list(reading)
        assert reading.duplicates == 1


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "groot.json"
    with path.open("w") as out:
        for number in range(3_000):
            out.write(json.dumps(paged(record(id={"id": f"{number:064}"}, description="x" * 2_000))) + "\n")

    tracemalloc.start()
    with read_offers(path) as reading:
        count = sum(1 for _ in reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 3_000
    assert path.stat().st_size > 7_000_000
    assert peak < 3_000_000
