"""Reads documents that somebody else wrote: pure Python without Django, run in a process with limits."""
