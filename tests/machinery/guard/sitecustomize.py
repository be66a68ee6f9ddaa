"""Puts the network guard in every Python process that the tests start."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3]))

import tests.machinery.network  # noqa: F401
