"""Makes the virtual environments of the peers under var/peers: python -m benchmarks.peers.environments [NAME ...]."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
ENVIRONMENTS = PROJECT / "var" / "peers"


def names() -> list[str]:
    """Every peer there is a requirements file for."""
    return sorted(path.stem.removeprefix("requirements-") for path in HERE.glob("requirements-*.txt"))


def python_of(name: str) -> Path | None:
    """The interpreter of a peer's environment, or nothing when it was not made."""
    python = ENVIRONMENTS / name / "bin" / "python"
    return python if python.exists() else None


def main() -> int:
    """Make or complete each environment; exit status 1 when one could not be made."""
    failed = [name for name in sys.argv[1:] or names() if not _made(name)]
    for name in failed:
        print(f"{name}: niet gelukt, de andere meetlatten kunnen wel draaien", file=sys.stderr)
    return int(bool(failed))


def _made(name: str) -> bool:
    folder = ENVIRONMENTS / name
    print(f"{name} -> {folder}", flush=True)
    if python_of(name) is None:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = ["-m", "pip", "install", "--quiet", "--requirement", str(HERE / f"requirements-{name}.txt")]
    return subprocess.run([str(folder / "bin" / "python"), *install]).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
