"""Turns one record of the Sociale Kaart into an Offer, or says in one sentence why it cannot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from referrals.gazetteer import locate_address

Json = dict[str, Any]
BELGIUM = {"latitude": (49.4, 51.6), "longitude": (2.4, 6.5)}
MOMENT_KEYS = ("lastUpdated", "lastUpdatedDate", "lastModified", "lastModifiedDate")
AGE_RANGE = re.compile(r"\b(\d{1,2})\s*(?:tot(?: en met)?|t/m|-|–)\s*(\d{1,2})\s*(?:jaar|jarigen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `approximate` when the coordinates are the middle of the municipality, not of the door."""

    street: str
    number: str
    postal_code: str
    municipality: str
    latitude: float | None
    longitude: float | None
    kind: str
    primary: bool
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    value: str
    primary: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One service of the directory. Ages come from its own words and are None when it does not say."""

    external_id: str
    authentic_source: str
    name: str
    type: str
    state: str
    verified: bool
    rubrics: tuple[str, ...]
    addresses: tuple[Address, ...]
    phones: tuple[Contact, ...]
    emails: tuple[Contact, ...]
    websites: tuple[Contact, ...]
    description: str
    last_updated: date | None
    enterprise_number: str
    min_age: int | None
    max_age: int | None

    @property
    def primary_address(self) -> Address | None:
        return next((address for address in self.addresses if address.primary), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that could not become an Offer; `position` counts from 1 in the order of the file."""

    position: int
    external_id: str | None
    reason: str


def offer_or_refusal(record: Any, *, position: int) -> Offer | Refusal:
    """The service of one record; a Refusal (never an exception) when it has no usable id or no name."""
    if not isinstance(record, dict):
        return Refusal(position, None, "Dit is geen dienst: er staan geen velden in.")
    external_id, source = _identity(record.get("id"))
    if not external_id:
        return Refusal(position, None, "Deze dienst heeft geen id, zodat we haar later niet terugvinden.")
    if len(external_id) > 128:
        return Refusal(position, external_id[:128], "De id van deze dienst is langer dan 128 tekens.")
    name = _text(record.get("legalName")) or _text(record.get("name"))
    if not name:
        return Refusal(position, external_id, "Deze dienst heeft geen naam.")
    return _offer(record, external_id=external_id, source=source, name=name)


def _offer(record: Json, *, external_id: str, source: str, name: str) -> Offer:
    contacts = _dict(record.get("contactInfo"))
    description = _text(record.get("description"))
    min_age, max_age = ages_in(description)
    return Offer(
        external_id=external_id,
        authentic_source=source,
        name=name,
        type=_text(record.get("type")),
        state=_text(record.get("state")),
        verified=record.get("verified") is True,
        rubrics=_unique(_text(_dict(each).get("name")) for each in _list(record.get("activities"))),
        addresses=_addresses(record.get("addresses")),
        phones=_contacts(contacts.get("phones")),
        emails=_contacts(contacts.get("emails")),
        websites=_websites(contacts.get("websites")),
        description=description,
        last_updated=next((day for key in MOMENT_KEYS if (day := _day(record.get(key)))), None),
        enterprise_number=_enterprise_number(record.get("administrativeData")),
        min_age=min_age,
        max_age=max_age,
    )


def ages_in(text: str) -> tuple[int | None, int | None]:
    """The range of ages a description names ("12 tot 18 jaar"); (None, None) for none or several."""
    ranges = {(int(low), int(high)) for low, high in AGE_RANGE.findall(text)}
    if len(ranges) != 1:
        return None, None
    low, high = ranges.pop()
    return (low, high) if low <= high else (None, None)


def _identity(value: Any) -> tuple[str, str]:
    if isinstance(value, dict):
        return _text(value.get("id")), _text(value.get("authenticSource"))
    return _text(value), ""


def _addresses(value: Any) -> tuple[Address, ...]:
    """The addresses with exactly one primary: the one that says so, else the first."""
    found = [_address(entry) for entry in _list(value) if isinstance(entry, dict)]
    primary = next((index for index, address in enumerate(found) if address.primary), 0)
    return tuple(_as_primary(address, primary=index == primary) for index, address in enumerate(found))


def _as_primary(address: Address, *, primary: bool) -> Address:
    if address.primary == primary:
        return address
    fields = {name: getattr(address, name) for name in Address.__slots__}
    return Address(**{**fields, "primary": primary})


def _address(entry: Json) -> Address:
    municipality = _dict(entry.get("municipality"))
    postal_code, name = _text(municipality.get("postalCode")), _text(municipality.get("name"))
    point = _point(_dict(entry.get("location")))
    approximate = False
    if point is None and (place := locate_address(postal_code=postal_code, municipality=name)):
        point, approximate = place.point, True
    latitude, longitude = point or (None, None)
    return Address(
        street=_text(_dict(entry.get("street")).get("name")),
        number=_text(entry.get("number")),
        postal_code=postal_code,
        municipality=name,
        latitude=latitude,
        longitude=longitude,
        kind=_text(entry.get("type")),
        primary=entry.get("primary") is True,
        approximate=approximate,
    )


def _point(location: Json) -> tuple[float, float] | None:
    """The coordinates, or None when they are missing, unreadable or outside Belgium."""
    try:
        latitude, longitude = float(location["lat"]), float(location["lon"])
    except (KeyError, TypeError, ValueError):
        return None
    (south, north), (west, east) = BELGIUM["latitude"], BELGIUM["longitude"]
    return (latitude, longitude) if south <= latitude <= north and west <= longitude <= east else None


def _contacts(value: Any) -> tuple[Contact, ...]:
    entries = [entry for entry in _list(value) if isinstance(entry, dict)]
    found = {text: entry.get("primary") is True for entry in entries if (text := _text(entry.get("value")))}
    return tuple(Contact(text, primary) for text, primary in found.items())


def _websites(value: Any) -> tuple[Contact, ...]:
    """Websites, with https in front where no scheme stood; schemes that are not the web's are dropped."""
    completed = (Contact(_with_scheme(each.value), each.primary) for each in _contacts(value))
    return tuple(each for each in completed if each.value)


def _with_scheme(address: str) -> str:
    if re.match(r"https?://\S+$", address, re.IGNORECASE):
        return address
    return f"https://{address}" if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", address) else ""


def _enterprise_number(value: Any) -> str:
    entries = [entry for entry in _list(value) if isinstance(entry, dict)]
    return next((_text(entry.get("value")) for entry in entries if entry.get("type") == "CBE_ID"), "")


def _day(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: Any) -> str:
    """The words of a value, plain or wrapped in {"description": ...} or {"name": ...}; else ""."""
    for _ in range(3):
        if not isinstance(value, dict):
            break
        value = value.get("description", value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    # a NUL byte cannot be stored in PostgreSQL
    return str(value).replace("\x00", "").strip()


def _unique(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _dict(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
