"""Reads law as the Vlaamse Codex publishes it: pure Python without Django."""
