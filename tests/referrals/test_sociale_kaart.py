"""Whatever a download of the Sociale Kaart looks like, each record becomes a service or a reason."""

import io
import json
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.sociale_kaart import ImportFileError, Offer, Refusal, fetch_pages, read_offers
from referrals.sociale_kaart.offers import ages_in, offer_or_refusal

Json = dict[str, Any]


def record(name: str = "a", **changes: Any) -> Json:
    return {
        "id": {"id": name * 64, "authenticSource": "SK"},
        "legalName": {"description": f"Dienst {name}"},
        "type": "ORGANISATION",
        "state": "ACTIVE",
        "verified": True,
        "addresses": [
            {
                "primary": True,
                "type": "Bezoekadres",
                "number": "12",
                "street": {"name": {"description": "Voorbeeldstraat"}},
                "municipality": {"postalCode": "2800", "name": {"description": "Mechelen"}},
                "location": {"lat": 51.03, "lon": 4.48},
            }
        ],
        "activities": [{"name": {"description": "11.02.04 Vrijetijdsinitiatieven"}}],
        "contactInfo": {
            "phones": [{"value": "000 00 00 01", "primary": True}],
            "emails": [],
            "websites": [{"value": "www.dienst.example", "primary": True}],
        },
        **changes,
    }


def paged(*records: Any, total: int | None = None) -> Json:
    return {"content": list(records), "page": {"totalPages": 1, "totalElements": total or len(records)}}


def embedded(*records: Any) -> Json:
    return {"_embedded": {"healthOfferProviderRepresentationList": list(records)}}


def stream(*documents: Any) -> io.BytesIO:
    return io.BytesIO(b"\n".join(json.dumps(document).encode() for document in documents))


def offer(**changes: Any) -> Offer:
    found = offer_or_refusal(record(**changes), position=1)
    assert isinstance(found, Offer)
    return found


# Both envelopes, one page or many


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


def test_it_knows_all_of_a_service() -> None:
    found = offer(
        description="Voor jongeren van 12 tot 18 jaar.",
        lastUpdated="2026-10-01T08:00:00Z",
        administrativeData=[{"type": "CBE_ID", "value": "0123456789"}],
    )

    assert found.external_id == "a" * 64
    assert found.authentic_source == "SK"
    assert found.rubrics == ("11.02.04 Vrijetijdsinitiatieven",)
    assert found.primary_address is not None
    assert (found.primary_address.street, found.primary_address.number) == ("Voorbeeldstraat", "12")
    assert (found.primary_address.latitude, found.primary_address.longitude) == (51.03, 4.48)
    assert not found.primary_address.approximate
    assert found.phones[0].value == "000 00 00 01"
    assert found.last_updated == date(2026, 10, 1)
    assert found.enterprise_number == "0123456789"
    assert (found.min_age, found.max_age) == (12, 18)


# What is missing or odd in one record


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (None, "geen velden"),
        ("tekst", "geen velden"),
        (record(id=None), "geen id"),
        (record(id={"id": ""}), "geen id"),
        (record(id={"id": "x" * 129}), "langer dan 128"),
        (record(legalName=None), "geen naam"),
        (record(legalName={"description": None}), "geen naam"),
        (record(legalName={"description": "  "}), "geen naam"),
    ],
)
def test_a_record_that_cannot_be_used_gets_a_reason(broken: Any, reason: str) -> None:
    with read_offers(stream(paged(record("b"), broken))) as reading:
        good, refused = list(reading)

    assert isinstance(good, Offer)
    assert isinstance(refused, Refusal)
    assert refused.position == 2
    assert reason in refused.reason
    assert refused.reason.endswith(".")
    assert reading.refused == 1


def test_missing_coordinates_come_from_the_gazetteer_and_say_so() -> None:
    address = record()["addresses"][0]
    with read_offers(stream(paged(record(addresses=[{**address, "location": None}])))) as reading:
        (found,) = list(reading)

    assert isinstance(found, Offer)
    assert found.primary_address is not None
    assert found.primary_address.approximate
    assert found.primary_address.latitude == pytest.approx(51.03, abs=0.02)
    assert reading.approximated == 1
    assert "midden van hun gemeente" in " ".join(reading.notes())


@pytest.mark.parametrize("location", [{"lat": 0, "lon": 0}, {"lat": "?", "lon": "4"}, {"lat": 4.4, "lon": 51.0}, {}])
def test_impossible_coordinates_count_as_missing(location: Json) -> None:
    address = {**record()["addresses"][0], "location": location}

    assert offer(addresses=[address]).addresses[0].approximate


def test_an_address_nobody_knows_has_no_coordinates() -> None:
    address = {"municipality": {"postalCode": "0000", "name": {"description": "Nergens"}}}

    assert offer(addresses=[address]).addresses[0].latitude is None


@pytest.mark.parametrize("addresses", [None, [], "x", [None]])
def test_a_service_without_an_address_is_kept(addresses: Any) -> None:
    found = offer(addresses=addresses)

    assert found.addresses == ()
    assert found.primary_address is None


def test_exactly_one_address_is_primary() -> None:
    address = record()["addresses"][0]

    neither = offer(addresses=[{**address, "primary": False}, {**address, "primary": None}])
    both = offer(addresses=[address, address])

    assert [each.primary for each in neither.addresses] == [True, False]
    assert [each.primary for each in both.addresses] == [True, False]


@pytest.mark.parametrize(
    ("given_as", "kept_as"),
    [
        ("www.dienst.example", ("https://www.dienst.example",)),
        ("dienst.example/pad", ("https://dienst.example/pad",)),
        ("http://dienst.example", ("http://dienst.example",)),
        ("HTTPS://dienst.example", ("HTTPS://dienst.example",)),
        ("javascript:alert(1)", ()),
        ("https://dienst.example en bel ons", ()),
        ("geen", ()),
        (None, ()),
    ],
)
def test_websites_get_a_scheme_and_other_schemes_are_dropped(given_as: str | None, kept_as: tuple[str, ...]) -> None:
    found = offer(contactInfo={"websites": [{"value": given_as}]})

    assert tuple(each.value for each in found.websites) == kept_as


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Voor jongeren van 12 tot 18 jaar", (12, 18)),
        ("kinderen (6-12 jaar)", (6, 12)),
        ("voor 14 tot en met 25 jaar", (14, 25)),
        ("12 tot 18 jaar, en broers van 6 tot 12 jaar", (None, None)),
        ("al 20 jaar actief", (None, None)),
        ("van 18 tot 12 jaar", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_are_taken_only_from_one_clear_range(text: str, ages: tuple[int | None, int | None]) -> None:
    assert ages_in(text) == ages


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(field=st.sampled_from(sorted(record())), value=json_values)
def test_no_value_of_any_field_raises(field: str, value: Any) -> None:
    assert isinstance(offer_or_refusal({**record(), field: value}, position=1), Offer | Refusal)


@given(field=st.sampled_from(sorted(record()["addresses"][0])), value=json_values)
def test_no_value_in_an_address_raises(field: str, value: Any) -> None:
    address = {**record()["addresses"][0], field: value}

    assert isinstance(offer_or_refusal(record(addresses=[address]), position=1), Offer)


# The file as a whole


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


# Page after page from the interface


class Directory(BaseHTTPRequestHandler):
    """A small Sociale Kaart that gives its `answers` in order, then the last one again."""

    answers: ClassVar[list[tuple[int, Any]]]
    asked: ClassVar[list[dict[str, list[str]]]]

    def do_GET(self) -> None:
        type(self).asked.append(parse_qs(urlsplit(self.path).query))
        status, body = self.answers[min(len(self.asked), len(self.answers)) - 1]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def directory(*answers: tuple[int, Any]) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    handler = type("Answers", (Directory,), {"answers": list(answers), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api", handler.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def page_of(*records: Json, pages: int) -> tuple[int, Json]:
    return 200, {"content": list(records), "page": {"totalPages": pages, "totalElements": 3}}


def test_it_asks_every_page_once_and_drops_doubles() -> None:
    answers = [page_of(record("a"), record("b"), pages=2), page_of(record("b"), record("c"), pages=2)]
    with (
        directory(*answers) as (url, asked),
        fetch_pages(url, rubric="11 JONGEREN", size=2, pause=0) as reading,
    ):
        found = list(reading)

    assert len(found) == 3
    assert [each["page"] for each in asked] == [["0"], ["1"]]
    assert asked[0]["rubrics"] == ["11 JONGEREN"]
    assert asked[0]["size"] == ["2"]
    assert reading.notes() == ("Dubbele vermeldingen, waarvan telkens de eerste telde: 1.",)


def test_it_stops_at_a_page_without_news_when_no_total_is_given() -> None:
    with directory((200, embedded(record("a"))), (200, embedded(record("a")))) as (url, asked):
        found = list(fetch_pages(url, rubric="x", pause=0))

    assert len(found) == 1

    assert len(asked) == 2


def test_it_tries_again_when_the_interface_stumbles() -> None:
    with directory((503, b""), (429, b""), page_of(record("a"), pages=1)) as (url, asked):
        found = list(fetch_pages(url, rubric="x", pause=0))

    assert len(found) == 1

    assert len(asked) == 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((503, b""), "antwoordt niet"),
        ((404, b""), "weigert deze vraag .antwoord 404"),
        ((302, b""), "weigert deze vraag .antwoord 302"),
        ((200, b"<html>"), "geen bladzijde"),
        ((200, {"content": None}), "geen bladzijde"),
        ((200, []), "geen bladzijde"),
    ],
)
def test_an_interface_that_does_not_answer_well_gets_a_sentence(answer: tuple[int, Any], sentence: str) -> None:
    with directory(answer) as (url, _), pytest.raises(ImportFileError, match=sentence):
        fetch_pages(url, rubric="x", pause=0, retries=1)


def test_a_page_that_fails_half_way_gives_nothing() -> None:
    with (
        directory(page_of(record("a"), pages=2), (500, b"")) as (url, _),
        pytest.raises(ImportFileError, match="antwoordt"),
    ):
        fetch_pages(url, rubric="x", pause=0, retries=1)


@pytest.mark.parametrize("url", ["http://voorbeeld.example/api", "file:///etc/passwd", "ftp://x.example", ""])
def test_only_a_safe_address_is_asked(url: str) -> None:
    with pytest.raises(ImportFileError, match="https"):
        fetch_pages(url, rubric="x")
