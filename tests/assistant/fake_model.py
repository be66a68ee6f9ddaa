"""A language model of our own: an OpenAI-compatible endpoint on loopback that answers from a queue."""

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "nep-7b"
Content = str | Callable[["Asked"], str] | None


@dataclass(frozen=True)
class Asked:
    """What arrived: the raw body, and the parts a model would read."""

    body: str
    authorization: str

    @property
    def instructions(self) -> str:
        """The system message."""
        return str(json.loads(self.body)["messages"][0]["content"])

    @property
    def message(self) -> str:
        """The user message: sources and case."""
        return str(json.loads(self.body)["messages"][1]["content"])

    @property
    def sources(self) -> dict[int, str]:
        """The numbered sources by number, without their titles."""
        fenced = self.message.split("<bronnen>\n")[1].split("\n</bronnen>")[0]
        pieces = re.split(r"(?:^|\n\n)\[(\d+)\] [^\n]*\n", fenced)
        return {int(number): text for number, text in zip(pieces[1::2], pieces[2::2], strict=True)}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One canned answer: what the model writes, or another status or body, after a while."""

    content: Content = None
    status: int = 200
    body: bytes | None = None
    wait: float = 0.0


@dataclass
class FakeModel:
    """The endpoint: put answers in the queue, read afterwards what was asked."""

    url: str = ""
    answers: deque[Answer] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)

    def answers_with(self, *contents: Content) -> None:
        """Queue what the model will write."""
        self.answers.extend(Answer(content=content) for content in contents)


@contextmanager
def serving() -> Iterator[FakeModel]:
    """A fake model that listens while this is open."""
    model = FakeModel()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(model: FakeModel) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = Asked(body, self.headers.get("Authorization", ""))
            model.asked.append(asked)
            answer = model.answers.popleft() if model.answers else Answer(status=500)
            time.sleep(answer.wait)
            written = answer.body if answer.body is not None else _completion(answer.content, asked)
            try:
                self._reply(answer.status, written)
            except OSError:
                return  # the caller no longer waits

        def _reply(self, status: int, written: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_: Any) -> None:
            """Nothing: the queue of what was asked says enough."""

    return Handler


def _completion(content: Content, asked: Asked) -> bytes:
    text = content(asked) if callable(content) else content
    answer = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": NAME,
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366},
    }
    return json.dumps(answer).encode()
