"""An OpenAI-compatible embeddings server on this machine: vectors of words, or the trouble that a test asks for."""

import json
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
from django.test import override_settings

Row = dict[str, Any]


def _as_they_are(rows: list[Row]) -> object:
    return rows


class Served(BaseHTTPRequestHandler):
    """Texts with the word `refused` get a 400 and so does their batch; after `stops_after` texts it answers 500."""

    size, status, refused, stops_after = 384, 200, "", 10**9
    bent: Any = staticmethod(_as_they_are)
    asked: list[dict[str, object]] = []
    keys: list[str] = []
    texts = port = 0

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        self.keys.append(self.headers["Authorization"])
        texts = body["input"]
        if self.status != 200 or Served.texts >= self.stops_after:
            self._answer(500, {"error": "stuk"})
        elif self.refused and any(self.refused in text for text in texts):
            self._answer(400, {"error": "deze tekst niet"})
        else:
            Served.texts += len(texts)
            rows = [{"index": i, "object": "embedding", "embedding": self._vector(t)} for i, t in enumerate(texts)]
            self._answer(200, {"object": "list", "data": self.bent(rows), "model": body["model"], "usage": {}})

    def _vector(self, text: str) -> list[float]:
        """Texts that share words lie near each other; of any length, as some services give them."""
        counts = np.full(self.size, 1e-3)
        for word in re.findall(r"\w+", text.lower()):
            counts[zlib.crc32(word.encode()) % self.size] += 1
        return [float(value) for value in counts]

    def _answer(self, status: int, body: object) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def serving(model: str) -> Iterator[type[Served]]:
    """The server, with the settings naming it and this model."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Served.size, Served.status, Served.refused, Served.stops_after, Served.texts = 384, 200, "", 10**9, 0
    Served.bent = staticmethod(_as_they_are)
    Served.asked.clear()
    Served.keys.clear()
    Served.port = server.server_port
    url = f"http://127.0.0.1:{server.server_port}/v1"
    with override_settings(EMBEDDING_URL=url, EMBEDDING_MODEL=model, EMBEDDING_KEY="sleutel"):
        yield Served
    server.shutdown()
    server.server_close()
