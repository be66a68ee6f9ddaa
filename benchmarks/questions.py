"""The questions that the knowledge bank is fitted on: calibration.jsonl, written by hand for that."""

import json
from pathlib import Path
from typing import Any

CALIBRATION = Path(__file__).resolve().parent / "calibration.jsonl"


def calibration() -> list[dict[str, Any]]:
    """Each with its `question`, its `style` and the slugs that answer it in `relevant` (none: no article does)."""
    return [json.loads(line) for line in CALIBRATION.read_text(encoding="utf-8").splitlines()]
