"""Importing 20,000 services, and searching among them: python -m benchmarks.services."""

import resource
import tempfile
import time
from pathlib import Path

from benchmarks.starting import start_platform

SERVICES = 20_000
SEARCHES = 50


def main() -> None:
    """Print the seconds of a first and a second import, the memory it took, and the time of a search."""
    start_platform()
    from organisations.models import Organisation
    from organisations.scope import organisation_scope
    from referrals.data.build_large import write_services
    from referrals.queries import ServiceFilters, search_services

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services.json"
        write_services(path, services=SERVICES)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        own = Organisation.objects.get_or_create(slug="meting", defaults={"name": "Meting"})[0]
        print(f"{f'import of {SERVICES} services, first time (s)':<58}{_imported(path, own.id):.1f}")
        print(f"{'the same file again (s)':<58}{_imported(path, own.id):.1f}")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        print(f"{'memory the imports added at most (MB)':<58}{grown:.0f}")
        times = []
        with organisation_scope(own.id):
            for number in range(SEARCHES):
                started = time.perf_counter()
                search_services("angst", filters=ServiceFilters(age=6 + number % 12, municipality="Gent", max_km=20))
                times.append(time.perf_counter() - started)
    times.sort()
    print(f"{'search among them, within 20 km (ms: p50, p95)':<58}{times[25] * 1000:.0f}  {times[47] * 1000:.0f}")


def _imported(path: Path, organisation_id: object) -> float:
    from organisations.scope import organisation_scope
    from referrals.actions.imports import apply_reading
    from referrals.sociale_kaart import read_offers

    started = time.perf_counter()
    reading = read_offers(path)
    with organisation_scope(organisation_id):  # type: ignore[arg-type]
        apply_reading(reading, whole=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
