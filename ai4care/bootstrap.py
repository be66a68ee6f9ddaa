"""Makes .venv and installs pinned packages with a bar; runs on any Python 3, before anything is installed."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(".venv")
NEEDED_BYTES = 1500 * 1024 * 1024
WIDTH = 30
NO_VENV = "Het pakket python3-venv ontbreekt: installeer het met 'apt install python3-venv'."
EXPLANATIONS = {
    (
        "No space left",
        "Errno 28",
        "Errno 122",
    ): "De schijf is vol: maak plaats en voer dezelfde opdracht opnieuw uit.",
    ("ensurepip",): NO_VENV,
    ("Permission denied", "Errno 13", "Errno 30"): "In .venv kan niet geschreven worden: pas de rechten aan.",
    ("DO NOT MATCH THE HASHES",): "Een pakket klopt niet met zijn vastgelegde controlesom: er is niets geplaatst.",
    ("Failed to establish", "Name or service", "No matching distribution"): (
        "De pakketten zijn niet bereikbaar: controleer de internetverbinding en probeer opnieuw."
    ),
}


class Problem(Exception):
    """The packages cannot be installed; its text is one Dutch sentence for people."""


def main(requirements: str) -> int:
    """Install `requirements` (pinned, with hashes) into .venv; returns the exit status."""
    try:
        check_python()
        check_room()
        make_venv()
        install(requirements)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nOnderbroken: dezelfde opdracht gaat straks verder waar ze stopte.", file=sys.stderr)
        return 130
    return 0


def check_python() -> None:
    """Refuse a Python that is too old or that cannot make virtual environments."""
    if sys.version_info < (3, 11):
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Problem(f"AI4Care vraagt Python 3.11 of later, dit is {found}: kies een andere met make PYTHON=...")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Problem(NO_VENV)


def check_room() -> None:
    """Refuse a folder that cannot be written, or a disk without room for the packages."""
    here = Path.cwd()
    try:
        tempfile.TemporaryFile(dir=str(FOLDER if FOLDER.is_dir() else here)).close()
    except OSError:
        raise Problem(f"In de map {here} kan niet geschreven worden: kies een andere of pas de rechten aan.") from None
    if not FOLDER.is_dir() and shutil.disk_usage(str(here)).free < NEEDED_BYTES:
        raise Problem(f"Op de schijf van {here} is geen 1,5 GB vrij: maak plaats en probeer opnieuw.")


def make_venv() -> None:
    """Make the virtual environment, unless it is there."""
    if (FOLDER / "bin" / "pip").exists():
        return
    begun = time.monotonic()
    print(f"Python klaarzetten in {FOLDER}", end="", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(FOLDER)]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    print(f"  {seconds(begun)}", flush=True)
    if made.returncode:
        raise Problem(explained(made.stdout))


def install(requirements: str) -> None:
    """Install the pinned packages, with a bar that counts them; what is there already is kept."""
    begun, said, ready, total = time.monotonic(), "", 0, pinned_in(requirements)
    command = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", requirements]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True) as pip:
        for line in pip.stdout or ():
            said += line
            ready += line.startswith(("Collecting ", "Requirement already satisfied: "))
            if sys.stdout.isatty():
                placing = line.startswith("Installing collected")
                print(
                    f"\r{bar(requirements, ready, total)}  {'plaatsen' if placing else seconds(begun)}   ",
                    end="",
                    flush=True,
                )
    if pip.returncode:
        raise Problem(explained(said))
    start = "\r" if sys.stdout.isatty() else ""
    print(f"{start}{bar(requirements, total, total)}  {seconds(begun)}      ", flush=True)


def pinned_in(requirements: str) -> int:
    """How many packages the file pins."""
    lines = Path(requirements).read_text(encoding="utf-8").splitlines()
    return sum("==" in line and line[:1] not in (" ", "#") for line in lines)


def bar(name: str, ready: int, total: int) -> str:
    """The bar for `ready` of `total` packages."""
    ready = min(ready, total)
    return f"{name} [{'#' * (WIDTH * ready // total):<{WIDTH}}] {ready}/{total}"


def explained(output: str) -> str:
    """One sentence for what pip or venv said."""
    for signs, sentence in EXPLANATIONS.items():
        if any(sign in output for sign in signs):
            return sentence
    errors = [line.strip() for line in output.splitlines() if line.startswith("ERROR")]
    last = (errors or output.strip().splitlines() or ["Er kwam geen uitleg."])[-1]
    return f"De installatie mislukte: {last}"


def seconds(begun: float) -> str:
    """The time since `begun`, for people."""
    return f"{time.monotonic() - begun:.1f} s".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
