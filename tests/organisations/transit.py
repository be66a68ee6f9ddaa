"""A small key service on this machine that speaks Transit and really encrypts, with versions of its key."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from organisations.keys.sealing import KeyRefused, new_key, seal, unseal

TOKEN = "s.proef"


@dataclass
class Service:
    """What the service holds, and what it was asked."""

    versions: list[bytes] = field(default_factory=lambda: [new_key()])
    asked: list[str] = field(default_factory=list)
    answers_with: int = 0
    url: str = ""

    def answer(self, verb: str, body: dict[str, str]) -> dict[str, str]:
        """As the Transit engine does; raises KeyRefused."""
        place = base64.b64decode(body["associated_data"]).decode()
        if verb == "encrypt":
            sealed = seal(base64.b64decode(body["plaintext"]), key=self.versions[-1], place=place)
            return {"ciphertext": f"vault:v{len(self.versions)}:{base64.b64encode(sealed).decode()}"}
        vault, version, sealed_text = body["ciphertext"].split(":")
        if vault != "vault":
            raise KeyRefused
        plain = unseal(base64.b64decode(sealed_text), key=self.versions[int(version[1:]) - 1], place=place)
        return {"plaintext": base64.b64encode(plain).decode()}


@contextmanager
def key_service() -> Iterator[Service]:
    """A running service; its `url` is what a platform key's address looks like."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            verb, name = self.path.removeprefix("/v1/transit/").split("/")
            service.asked.append(verb)
            status, data = service.answers_with or 200, {}
            if self.headers["X-Vault-Token"] != TOKEN or name != "ai4care":
                status = 403
            elif status == 200:
                try:
                    data = service.answer(verb, body)
                except (KeyRefused, ValueError, IndexError):
                    status = 400
            said = json.dumps({"data": data} if status == 200 else {"errors": ["nee"]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}/v1/transit/keys/ai4care"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield service
        server.shutdown()
