"""All measurements in one go, on a state folder of their own; prints a table with machine and date."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.site import Site

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("benchmarks.retrieval", "benchmarks.services", "benchmarks.texts", "benchmarks.keys")


def main() -> int:
    """Measure the running site first, then each part by itself; exit status 1 when one of them broke off."""
    folder = Path(tempfile.mkdtemp(prefix="ai4care-bench-"))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    try:
        site = Site(folder)
        for name, value in _lines(site):
            print(f"{name:<58}{value}", flush=True)
        environment = {**os.environ, "AI4CARE_VAR": str(folder)}
        codes = [
            subprocess.run([sys.executable, "-m", part], cwd=PROJECT, env=environment).returncode for part in PARTS
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(any(codes))


def _lines(site: Site) -> Iterator[tuple[str, str]]:
    with site.running():
        yield "first start on an empty machine (s)", f"{site.first_start:.1f}"
    with site.running():
        yield "second start, data kept (s)", f"{site.second_start:.1f}"
        yield from site.measured()


if __name__ == "__main__":
    sys.exit(main())
