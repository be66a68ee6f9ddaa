"""Runs a script in processes that order their sets differently."""

import os
import subprocess
import sys

from ai4care.environment import PROJECT

SEEDS = range(1, 5)


def said_under_seeds(script: str) -> set[str]:
    """All that the script prints under several hash seeds: one answer when the order of a set decides nothing."""
    return {_said(script, seed) for seed in SEEDS}


def _said(script: str, seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True).stdout
