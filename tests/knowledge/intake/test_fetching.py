"""Only named public hosts are asked, over https, also after a redirect; a name that points inside is refused."""

import math
import time
from collections.abc import Iterable

import httpcore
import pytest

from knowledge.intake import fetching
from knowledge.intake.fetching import Fetched, FetchProblem, GuardedNetwork, check_address, fetch
from organisations.network import is_public

HOSTS = ["www.opvang.example", ".overheid.example"]
PUBLIC = "93.184.215.14"


def asked(
    *answers: bytes, url: str = "https://www.opvang.example/plan", addresses: Iterable[str] = (PUBLIC,)
) -> Fetched:
    """What fetching gives when the network says these bytes."""
    return fetch(
        url, hosts=HOSTS, most_bytes=1000, network=httpcore.MockBackend(list(answers)), lookup=lambda host: addresses
    )


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_a_document_comes_with_its_marks_and_kind() -> None:
    got = asked(
        answer("200 OK", b"tekst", Content_Type="text/html; charset=utf-8", ETag='"a1"', Last_Modified="gisteren")
    )
    assert (got.data, got.media_type, got.etag, got.last_modified) == (b"tekst", "text/html", '"a1"', "gisteren")


def test_what_did_not_change_gives_nothing() -> None:
    assert asked(answer("304 Not Modified")).data is None


@pytest.mark.parametrize(
    "url",
    [
        "http://www.opvang.example/plan", "https://www.opvang.example:8443/", "https://user@www.opvang.example/",
        "https://elders.example/", "https://www.opvang.example.evil.example/", "https://overheid.example/",
        "file:///etc/passwd", "https://", "https://[", "https://127.0.0.1/", "gopher://www.opvang.example/",
    ],
)  # fmt: skip
def test_other_addresses_are_not_asked(url: str) -> None:
    with pytest.raises(FetchProblem, match="Er is niets gewijzigd"):
        check_address(url, hosts=HOSTS)


def test_a_host_below_a_named_domain_may_be_asked() -> None:
    assert check_address("https://jeugd.overheid.example/a", hosts=HOSTS) == "jeugd.overheid.example"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.4.4", "169.254.169.254", "::1",
                                     "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0", "100.64.0.1",
                                     "2002:7f00:1::", "224.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
                                     "::127.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "ff02::1",
                                     "geen adres"])  # fmt: skip
def test_a_name_that_points_inside_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(FetchProblem, match="binnen een netwerk"):
        asked(answer("200 OK", b"geheim"), addresses=[PUBLIC, address])


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_an_address_of_the_world_is_public_also_where_only_ipv6_is_spoken(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("path", ["één plan.pdf", "%C3%A9%C3%A9n%20plan.pdf"])
def test_an_address_with_letters_beyond_ascii_is_asked_as_it_goes_over_the_line(path: str) -> None:
    sent: list[bytes] = []

    class Line(httpcore.MockStream):
        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            sent.append(buffer)

    class Network(httpcore.MockBackend):
        def connect_tcp(self, *rest: object, **more: object) -> httpcore.NetworkStream:
            return Line([answer("200 OK", b"tekst")])

    url = f"https://www.opvang.example/{path}?q=é&w=a%20b"
    got = fetch(url, hosts=HOSTS, most_bytes=1000, network=Network([]), lookup=lambda host: [PUBLIC])
    assert got.url == url
    assert b"GET /%C3%A9%C3%A9n%20plan.pdf?q=%C3%A9&w=a%20b HTTP/1.1" in b"".join(sent)


@pytest.mark.parametrize("to", ["/caf\xe9", "https://\xe9.overheid.example/", "https://[::1/", "https://a..overheid.example/",
                                f"https://{'a' * 70}.overheid.example/"])  # fmt: skip
def test_a_redirect_to_what_is_no_address_is_a_sentence(to: str) -> None:
    with pytest.raises(FetchProblem, match="Er is niets gewijzigd"):
        asked(answer("302 Found", Location=to).decode().encode("latin-1"))


def test_marks_that_a_site_wrote_in_odd_letters_are_sent_back_and_break_nothing() -> None:
    hosts, line = HOSTS, httpcore.MockBackend([answer("304 Not Modified")])
    got = fetch(
        "https://www.opvang.example/", hosts=hosts, most_bytes=10, etag="\xe9\u20ac", network=line,
        lookup=lambda host: [PUBLIC],
    )  # fmt: skip
    assert got.data is None


def test_it_connects_to_the_very_address_that_was_judged() -> None:
    called: list[str] = []

    class Inner(httpcore.MockBackend):
        def connect_tcp(self, host: str, *rest: object, **more: object) -> httpcore.NetworkStream:
            called.append(host)
            return super().connect_tcp(host, 443)

    GuardedNetwork(inner=Inner([]), lookup=lambda host: [PUBLIC], end=math.inf).connect_tcp("www.opvang.example", 443)
    assert called == [PUBLIC]


@pytest.mark.parametrize(
    "to", ["http://www.opvang.example/", "https://169.254.169.254/latest", "https://elders.example/"]
)
def test_a_redirect_is_judged_like_the_address_itself(to: str) -> None:
    with pytest.raises(FetchProblem):
        asked(answer("302 Found", Location=to))


def test_an_endless_redirect_ends() -> None:
    with pytest.raises(FetchProblem, match="telkens door"):
        asked(*[answer("302 Found", Location="/nog-eens")] * 9)


def test_too_much_is_cut_off() -> None:
    with pytest.raises(FetchProblem, match="groter dan"):
        asked(answer("200 OK", b"x" * 5000))


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "403 Forbidden"])
def test_a_refusal_says_what_was_answered(status: str) -> None:
    with pytest.raises(FetchProblem, match=status[:3]):
        asked(answer(status))


def test_a_host_that_is_away_is_named() -> None:
    def nowhere(host: str) -> Iterable[str]:
        raise OSError("geen naam")

    with pytest.raises(FetchProblem, match=r"www\.opvang\.example antwoordt niet"):
        fetch(
            "https://www.opvang.example/", hosts=HOSTS, most_bytes=10, network=httpcore.MockBackend([]), lookup=nowhere
        )


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 200 OK\r\nX-Traag: ", b"HTTP/1.1 100 ", answer("200 OK", b"x" * 900)[:-890]]
)
def test_a_site_that_drips_its_heads_or_its_text_is_left_when_the_time_is_over(
    first: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = time.monotonic()

    class Dripping(httpcore.MockStream):
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            if timeout is not None and timeout < 0.05:
                time.sleep(timeout)
                raise httpcore.ReadTimeout
            time.sleep(0.05)
            return super().read(max_bytes, timeout) or (b"x" if time.monotonic() < started + 3 else b"")

    class Network(httpcore.MockBackend):
        def connect_tcp(self, *rest: object, **more: object) -> httpcore.NetworkStream:
            return Dripping([first])

    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    with pytest.raises(FetchProblem, match="antwoordt te traag"):
        fetch(
            "https://www.opvang.example/", hosts=HOSTS, most_bytes=100_000, network=Network([]),
            lookup=lambda host: [PUBLIC],
        )  # fmt: skip
    assert time.monotonic() - started < 3
