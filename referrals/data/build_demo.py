"""Builds the 300 fictional services of the demo from the wording in demo_kinds/; the same every time."""

import hashlib
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from referrals.gazetteer import Place, locate

FOLDER = Path(__file__).parent
SERVICES, FACTS = FOLDER / "demo_services.json", FOLDER / "demo_service_facts.json"
SOURCE = "AI4CARE_DEMO"
BRUSSELS = 5  # the place of Brussels in the list of towns
SHORTEST = 40  # words in a description
ONE_KM = 0.009  # degrees of latitude
NEWEST = date(2026, 11, 16)
FRENCH_AND_ENGLISH = ("fr", "en")
MOST_SPOKEN = ("ar", "tr")
OTHER_LANGUAGES = ("es", "ti", "ps", "fa", "uk", "ru", "pl", "ro", "bg", "so", "sq", "pt")

Json = dict[str, Any]


def main() -> None:
    built = list(demo())
    write_page(SERVICES, [record for record, _ in built])
    facts = {record["id"]["id"]: known for record, known in built}
    write_lines(FACTS, '{"services": {', (f"{json.dumps(k)}: {dumped(v)}" for k, v in facts.items()), "}}")


def demo() -> Iterator[tuple[Json, Json]]:
    """Each service twice: as the Sociale Kaart would give it, and what else is known of it."""
    chance = random.Random(20261120)
    places = load("demo_places.yaml")
    ways_in = load("demo_kinds/aanmelden.yaml")
    turns = [count() for _ in places["towns"]]
    for kind_number, kind in enumerate(kinds()):
        for index in range(kind["count"]):
            province = province_of(index, kind_number)
            row = places["towns"][province]
            town = locate(row[next(turns[province]) % len(row)])
            assert town is not None
            name = places["names"][(kind_number * 7 + index * 11) % len(places["names"])]
            yield service(kind, index=index, town=town, name=name, ways_in=ways_in, places=places, chance=chance)


def kinds() -> list[Json]:
    """The kinds of service in a fixed order, from all files that hold a list."""
    loaded = [load(f"demo_kinds/{path.name}") for path in sorted((FOLDER / "demo_kinds").glob("*.yaml"))]
    return [kind for content in loaded if isinstance(content, list) for kind in content]


def province_of(index: int, kind_number: int) -> int:
    """The five provinces first, then Brussels for half of the kinds, then on from another start."""
    if index == 5 and kind_number % 2:
        return BRUSSELS
    return (index + (kind_number if index >= 5 else 0)) % 5


def service(
    kind: Json, *, index: int, town: Place, name: str, ways_in: Json, places: Json, chance: random.Random
) -> tuple[Json, Json]:
    full_name = kind["names"][index % len(kind["names"])].format(n=name)
    ages = kind["ages"][index % len(kind["ages"])]
    external_id = hashlib.sha256(f"{SOURCE} {kind['key']} {index}".encode()).hexdigest()
    record = {
        "id": {"id": external_id, "authenticSource": SOURCE},
        "legalName": {"description": full_name},
        "type": "ORGANISATION",
        "state": "ACTIVE",
        "verified": chance.random() < 0.8,
        "addresses": [address(town, places=places, chance=chance)],
        "activities": [{"name": {"description": kind["rubric"]}}],
        "contactInfo": contacts(full_name, town=town, chance=chance),
        "description": description(kind, index=index, town=town, ages=ages, ways_in=ways_in),
        "lastUpdated": str(NEWEST - timedelta(days=chance.randrange(500))),
    }
    return record, facts(kind, ages=ages, town=town, chance=chance)


def address(town: Place, *, places: Json, chance: random.Random) -> Json:
    """An invented street in a real town; one in twenty without coordinates, as in real downloads."""
    spot = {
        axis: round(centre + chance.gauss(0, 0.7) * ONE_KM, 5) for axis, centre in zip("yx", town.point, strict=True)
    }
    return {
        "primary": True,
        "type": "Bezoekadres",
        "number": str(chance.randrange(1, 180)),
        "street": {"name": {"description": chance.choice(places["streets"])}},
        "municipality": {"postalCode": town.postal_code, "name": {"description": town.name}},
        "location": {"lat": spot["y"], "lon": spot["x"]} if chance.random() < 0.95 else None,
    }


def contacts(name: str, *, town: Place, chance: random.Random) -> Json:
    domain = f"{slug(name)}-{slug(town.name)}.example"
    scheme = "https://" if chance.random() < 0.5 else ""
    phone = f"000 {chance.randrange(100):02} {chance.randrange(100):02} {chance.randrange(100):02}"
    return {
        "phones": [{"value": phone, "primary": True}],
        "emails": [{"value": f"onthaal@{domain}", "primary": True}],
        "websites": [{"value": f"{scheme}www.{domain}", "primary": True}],
    }


def description(kind: Json, *, index: int, town: Place, ages: list[int], ways_in: Json) -> str:
    """What they do, how, and how to sign up: another combination for every service of a kind."""
    door = kind.get("signup_as") or kind["access"][0]
    sign_up = kind.get("signup") or ways_in[door]
    parts = [
        kind["what"][index % len(kind["what"])].format(leeftijd=ages_words(ages)),
        kind["how"][(index + index // 3) % len(kind["how"])],
        sign_up[(index + len(kind["key"])) % len(sign_up)],
    ]
    short = sum(len(part.split()) for part in parts) < SHORTEST
    if short or index % 3 == 0:
        parts.insert(2, f"We werken in {town.name} en de gemeenten errond.")
    return " ".join(parts)


def facts(kind: Json, *, ages: list[int], town: Place, chance: random.Random) -> Json:
    known: Json = {
        "min_age": ages[0],
        "max_age": ages[1] if ages[1] < 99 else None,
        "access": kind["access"],
        "languages": languages(kind["languages"], town=town, chance=chance),
        "free": kind["free"],
        "cost": kind.get("cost", ""),
        "target": kind["target"],
        "remote": kind.get("remote", False),
        "wait": wait(kind["weeks"], chance=chance),
    }
    if chance.random() < 0.05:
        known |= {"free": None, "cost": ""}
    return known


def languages(pool: str, *, town: Place, chance: random.Random) -> list[str]:
    if pool == "vgt":
        return ["nl", "vgt"]
    chosen = ["nl"]
    if pool == "some" and chance.random() < 0.06:
        return []
    if pool == "some":
        chosen += chance.sample(FRENCH_AND_ENGLISH, k=chance.choice([0, 1, 2]))
    if pool == "many":
        chosen += [*FRENCH_AND_ENGLISH, *(each for each in MOST_SPOKEN if chance.random() < 0.7)]
        chosen += chance.sample(OTHER_LANGUAGES, k=chance.randrange(1, 4))
    if town.postal_code.startswith("1") and len(town.postal_code) == 4 and int(town.postal_code) < 1300:
        chosen.append("fr")
    return list(dict.fromkeys(chosen))


def wait(weeks: list[int] | None, *, chance: random.Random) -> Json | None:
    """A reported waiting time: none to wait for at an open door; one in eight never reported."""
    if chance.random() < 0.12:
        return None
    low, high = weeks or (0, 0)
    old = chance.random() < 0.1
    return {
        "weeks": chance.randint(low, high),
        "days_before_loading": chance.randrange(95, 400) if old else chance.randrange(2, 60),
        "source": "dienst" if chance.random() < 0.65 else "hulpverlener",
    }


def ages_words(ages: list[int]) -> str:
    low, high = ages
    if high >= 99:
        return f"vanaf {low} jaar" if low else "van alle leeftijden"
    return f"van {low} tot {high} jaar" if low else f"tot {high} jaar"


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_page(path: Path, records: list[Json]) -> None:
    """One page of the Sociale Kaart, a record a line."""
    page = {"totalPages": 1, "totalElements": len(records), "number": 0, "size": len(records)}
    write_lines(path, '{"content": [', map(dumped, records), f'], "page": {dumped(page)}}}')


def write_lines(path: Path, head: str, lines: Iterator[str], tail: str) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write(head)
        for number, line in enumerate(lines):
            out.write(f"{',' if number else ''}\n{line}")
        out.write(f"\n{tail}\n")


if __name__ == "__main__":
    main()
