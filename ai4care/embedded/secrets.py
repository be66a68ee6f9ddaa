"""The demo's secrets: made once, kept in files that only their owner reads."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

_MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "AI4CARE_PLATFORM_KEY": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
}


def kept_in(folder: Path) -> dict[str, str]:
    """SECRET_KEY and AI4CARE_PLATFORM_KEY (32 bytes in base64); call it under the start lock."""
    return {name: _kept(folder / name.lower(), make) for name, make in _MAKERS.items()}


def _kept(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        draft = file.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(make())
            out.flush()
            os.fsync(out.fileno())
        draft.rename(file)
    return file.read_text().strip()
