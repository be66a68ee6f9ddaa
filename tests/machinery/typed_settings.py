"""The settings as the type checker reads them: placeholders where the environment would speak."""

import os

for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL"):
    os.environ.setdefault(name, "placeholder")
os.environ.setdefault("AI4CARE_PLATFORM_KEY", f"{'A' * 43}=")

from ai4care.settings import *  # noqa: E402, F403
