"""Reads services from the public interface of the Sociale Kaart, page after page and without haste."""

import json
import tempfile
import time
from typing import IO, Any
from urllib.parse import urlsplit

import httpx

from referrals.sociale_kaart.reading import ImportFileError, Reading

KEPT = "Er is niets gewijzigd."
WRONG_ADDRESS = f"Dit adres begint niet met https. {KEPT} Vul het adres van de Sociale Kaart in."
UNREACHABLE = f"De Sociale Kaart antwoordt niet. {KEPT} Probeer het later opnieuw."
REFUSED = f"De Sociale Kaart weigert deze vraag (antwoord {{status}}). {KEPT} Controleer het adres en de rubriek."
NO_PAGE = f"De Sociale Kaart gaf een antwoord dat geen bladzijde met diensten is. {KEPT}"
TOO_MUCH = f"De Sociale Kaart gaf meer dan {{pages}} bladzijden. {KEPT} Kies een kleinere rubriek."
MOST_PAGES = 2000
LONGEST_PAUSE = 30.0  # seconds between two tries
TIMEOUT = httpx.Timeout(30.0)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def fetch_pages(base_url: str, *, rubric: str, size: int = 200, pause: float = 0.5, retries: int = 4) -> Reading:
    """All services of one rubric; nothing is handed out before the last page was downloaded and checked.

    Asks `size` services at a time (at most 2000), waits `pause` seconds between calls and doubles that after
    a failure, `retries` times. Raises ImportFileError when the interface is out of reach, refuses or answers
    something else. The reading drops doubles, and its notes say when the total differs from what was
    announced. Close it after use.
    """
    _check_address(base_url)
    pages = tempfile.TemporaryFile()  # noqa: SIM115 (the Reading closes it)
    try:
        with httpx.Client(timeout=TIMEOUT, headers={"Accept": "application/json"}) as client:
            _download(
                client,
                url=f"{base_url.rstrip('/')}/health-offers",
                query={"rubrics": rubric, "size": min(size, 2000), "sort": "LAST_UPDATED_DESC"},
                into=pages,
                pause=pause,
                retries=retries,
            )
    except BaseException:
        pages.close()
        raise
    return Reading(pages, owned=True)


def _download(
    client: httpx.Client,
    *,
    url: str,
    query: dict[str, str | int],
    into: IO[bytes],
    pause: float,
    retries: int,
) -> None:
    seen: set[str] = set()
    for number in range(MOST_PAGES):
        if number:
            time.sleep(pause)
        page = _page(client, url=url, query={**query, "page": number}, pause=pause, retries=retries)
        into.write(json.dumps(page).encode() + b"\n")
        new = _ids(page) - seen
        seen |= new
        # an interface that ignores the page number would give the first page for ever
        if not new or number + 1 >= _page_count(page):
            return
    raise ImportFileError(TOO_MUCH.format(pages=MOST_PAGES))


def _page(client: httpx.Client, *, url: str, query: dict[str, str | int], pause: float, retries: int) -> dict[str, Any]:
    for attempt in range(retries + 1):
        if attempt:
            time.sleep(min(pause * 2**attempt, LONGEST_PAUSE))
        try:
            answer = client.get(url, params=query)
        except httpx.TransportError:
            continue
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            continue
        if not answer.is_success:
            raise ImportFileError(REFUSED.format(status=answer.status_code))
        return _parsed(answer)
    raise ImportFileError(UNREACHABLE)


def _parsed(answer: httpx.Response) -> dict[str, Any]:
    try:
        page = answer.json()
    except ValueError as error:
        raise ImportFileError(NO_PAGE) from error
    if not isinstance(page, dict) or _records(page) is None:
        raise ImportFileError(NO_PAGE)
    return page


def _records(page: dict[str, Any]) -> list[Any] | None:
    embedded = page.get("_embedded")
    inner = embedded.get("healthOfferProviderRepresentationList") if isinstance(embedded, dict) else None
    records = page.get("content", inner)
    return records if isinstance(records, list) else None


def _ids(page: dict[str, Any]) -> set[str]:
    return {json.dumps(record.get("id")) for record in _records(page) or [] if isinstance(record, dict)}


def _page_count(page: dict[str, Any]) -> float:
    """The announced number of pages, or infinity when the page does not say."""
    announced = page.get("page")
    count = announced.get("totalPages") if isinstance(announced, dict) else None
    return count if isinstance(count, int) else float("inf")


def _check_address(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ImportFileError(WRONG_ADDRESS)
