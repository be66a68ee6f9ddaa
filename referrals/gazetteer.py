"""Knows where every Belgian municipality and locality lies, and how far apart two places are."""

import csv
import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

PLACES_FILE = Path(__file__).parent / "data" / "municipalities.csv"
EARTH_RADIUS_KM = 6371.0
SUGGESTION_SCORE = 70  # below this, a suggestion looks random to people
FLEMISH_OR_BRUSSELS = frozenset(
    {
        "Antwerpen",
        "Brussels Hoofdstedelijk Gewest",
        "Limburg",
        "Oost-Vlaanderen",
        "Vlaams-Brabant",
        "West-Vlaanderen",
    }
)
POSTAL_CODE = re.compile(r"\b(?:b-?)?([1-9]\d{3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality or one of its localities, with the coordinates of its centre (WGS 84, degrees)."""

    name: str
    postal_code: str
    municipality: str
    province: str
    latitude: float
    longitude: float

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class Gazetteer:
    by_name: dict[str, tuple[Place, ...]]
    by_postal_code: dict[str, tuple[Place, ...]]


def locate(name_or_postcode: str) -> Place | None:
    """The place that is meant by a name, a postal code or both ("2811 Hombeek"), or None.

    Case, accents, hyphens and "St." do not matter; French names of municipalities are known too.
    A municipality goes before a locality of the same name, Flanders and Brussels before the rest.
    """
    code = POSTAL_CODE.search(name_or_postcode)
    name = POSTAL_CODE.sub(" ", name_or_postcode)
    if code:
        return locate_address(postal_code=code[1], municipality=name)
    return _named(name)


def locate_address(*, postal_code: str | None, municipality: str | None) -> Place | None:
    """The place of an address: the locality within its postal code, else the code, else the name alone."""
    within = places_of(postal_code or "")
    wanted = _key(municipality or "")
    for place in within:
        if _key(place.name) == wanted:
            return place
    if within:
        return within[0]
    return _named(municipality or "")


def places_of(postal_code: str) -> tuple[Place, ...]:
    """The places that share a postal code, the most important first; empty when the code is unknown."""
    return _gazetteer().by_postal_code.get(postal_code.strip(), ())


def suggest(text: str, *, limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` names that look like a mistyped one, best first; about 3 ms."""
    wanted = _key(text)
    if not wanted:
        return ()
    names = _gazetteer().by_name
    close = process.extract(wanted, names.keys(), scorer=fuzz.ratio, limit=limit * 4, score_cutoff=SUGGESTION_SCORE)
    ordered = sorted(close, key=lambda hit: (-hit[1], _importance(names[hit[0]][0]), hit[0]))
    return tuple(dict.fromkeys(names[key][0].name for key, _, _ in ordered))[:limit]


def municipality_names() -> tuple[str, ...]:
    """The Flemish and Brussels municipalities in alphabetical order, for a list to choose from."""
    everything = (place for places in _gazetteer().by_name.values() for place in places)
    return tuple(sorted({p.municipality for p in everything if p.province in FLEMISH_OR_BRUSSELS}))


def distance_km(a: Place | tuple[float, float], b: Place | tuple[float, float]) -> float:
    """Kilometres over the great circle between two places or (latitude, longitude) points (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = _radians(a), _radians(b)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _radians(spot: Place | tuple[float, float]) -> tuple[float, float]:
    latitude, longitude = spot.point if isinstance(spot, Place) else spot
    return math.radians(latitude), math.radians(longitude)


def _named(name: str) -> Place | None:
    found = _gazetteer().by_name.get(_key(name), ())
    return found[0] if found else None


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    return " ".join("sint" if word == "st" else word for word in words)


def _importance(place: Place) -> tuple[int, bool, str]:
    """Sorts municipalities before merged ones and localities, Flanders and Brussels first, then low codes."""
    if place.name == place.municipality:
        rank = 0
    else:
        rank = 1 if place.municipality.startswith(place.name.split("-")[0]) else 2
    return rank, place.province not in FLEMISH_OR_BRUSSELS, place.postal_code


@cache
def _gazetteer() -> Gazetteer:
    by_name: dict[str, list[Place]] = defaultdict(list)
    by_postal_code: dict[str, list[Place]] = defaultdict(list)
    with PLACES_FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = _place(row)
            by_postal_code[place.postal_code].append(place)
            for name in (place.name, *filter(None, row["aliases"].split("|"))):
                by_name[_key(name)].append(place)
    return Gazetteer(by_name=_ranked(by_name), by_postal_code=_ranked(by_postal_code))


def _place(row: dict[str, str]) -> Place:
    return Place(
        name=row["name"],
        postal_code=row["postal_code"],
        municipality=row["municipality"],
        province=row["province"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _ranked(groups: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    return {key: tuple(sorted(places, key=_importance)) for key, places in groups.items()}
