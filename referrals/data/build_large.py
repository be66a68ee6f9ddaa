"""Writes a download of the Sociale Kaart of any size from the demo services, to measure the import."""

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from referrals.data.build_demo import BRUSSELS, SERVICES, dumped, load, write_lines
from referrals.gazetteer import locate


def write_services(path: Path, *, services: int) -> None:
    """Writes that many services with ids of their own, spread over the demo's towns; about 1.5 kB each."""
    page = dumped({"totalPages": 1, "totalElements": services})
    write_lines(path, '{"content": [', map(dumped, copies(services)), f'], "page": {page}}}')


def copies(services: int) -> Iterator[dict[str, Any]]:
    originals = json.loads(SERVICES.read_text("utf-8"))["content"]
    names = [name for row in load("demo_places.yaml")["towns"][:BRUSSELS] for name in row]
    towns = [place for name in names if (place := locate(name))]
    for number in range(services):
        original, town = originals[number % len(originals)], towns[number * 7 % len(towns)]
        address = {
            **original["addresses"][0],
            "municipality": {"postalCode": town.postal_code, "name": {"description": town.name}},
            "location": {"lat": town.latitude, "lon": town.longitude},
        }
        yield {
            **original,
            "id": {**original["id"], "id": hashlib.sha256(f"large {number}".encode()).hexdigest()},
            "legalName": {"description": f"{original['legalName']['description']} {number + 1}"},
            "addresses": [address],
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=20_000)
    parser.add_argument("--output", type=Path, required=True)
    asked = parser.parse_args()
    write_services(asked.output, services=asked.services)


if __name__ == "__main__":
    main()
