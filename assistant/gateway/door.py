"""Any OpenAI-compatible endpoint, asked for JSON of one schema; what leaves is SafeText and validated sources."""

import re
import time
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from cases.pseudonymiser import SafeText

if TYPE_CHECKING:
    import httpx2

GREETING = "Antwoord met één woord: hallo."
GREETING_TOKENS, GREETING_SHOWN = 20, 80
MOST_ANSWER_TOKENS, ANSWER_SHARE = 6_000, 3
_FENCE = re.compile(r"<(?=\s*/?\s*(?:bronnen|casus)\b)", re.IGNORECASE)
"""The start of something that reads as our own fence: typed text may not open or close it."""


class ModelAway(RuntimeError):
    """No usable answer came back; the sentence says why, for people."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What is asked. `about` is the client's part and must be SafeText; `sources` come from the knowledge bank."""

    name: str
    instructions: str
    about: SafeText
    sources: str
    schema: dict[str, Any]

    @property
    def hash(self) -> str:
        """SHA-256 of the instructions and schema: which prompt this was, exactly."""
        return sha256(f"{self.instructions}{self.schema}".encode()).hexdigest()

    def as_sent(self) -> SafeText:
        """All of it, for the record of what left the building."""
        own = (SafeText.of_platform(self.instructions), SafeText.of_platform(self.sources))
        return SafeText.joined([self.about, *own])

    def user_message(self) -> str:
        """The data part: sources and case, fenced, so that orders inside them are read as data."""
        sources, about = _FENCE.sub("‹", self.sources), _FENCE.sub("‹", self.about.for_model())
        return f"<bronnen>\n{sources}\n</bronnen>\n<casus>\n{about}\n</casus>"


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What came back: the text, who wrote it, how much and how long."""

    text: str
    model: str
    provider: str
    tokens_in: int
    tokens_out: int
    seconds: float


class Gateway(Protocol):
    """One method. Raises ModelAway. `context_tokens` is how much it can read and write together."""

    context_tokens: int

    def complete(self, prompt: Prompt) -> Completion: ...


class OpenAICompatible:
    """An endpoint that speaks OpenAI's chat API (vLLM, Ollama, llama.cpp, Azure, Mistral)."""

    def __init__(
        self,
        *,
        url: str,
        model: str,
        key: str,
        timeout: float,
        context_tokens: int,
        http_client: "httpx2.Client | None" = None,
    ) -> None:
        from openai import OpenAI

        self.model, self.provider, self.context_tokens = model, urlsplit(url).netloc, context_tokens
        self.client = OpenAI(base_url=url, api_key=key or "-", timeout=timeout, max_retries=0, http_client=http_client)

    def greet(self) -> str:
        """What it answers to a harmless sentence, in a few words. Raises ModelAway."""
        from openai import OpenAIError

        try:
            answer = self.client.chat.completions.create(
                model=self.model, max_tokens=GREETING_TOKENS, messages=[{"role": "user", "content": GREETING}]
            )
            return " ".join(storable(answer.choices[0].message.content or "").split())[:GREETING_SHOWN]
        except OpenAIError as problem:
            raise ModelAway(f"Het taalmodel antwoordde niet ({type(problem).__name__}).") from problem
        except (ValueError, TypeError, AttributeError, IndexError) as problem:
            raise ModelAway("Het taalmodel antwoordde niet zoals een taalmodel hoort te antwoorden.") from problem

    def complete(self, prompt: Prompt) -> Completion:
        from openai import OpenAIError

        started = time.monotonic()
        try:
            answer = self.client.chat.completions.create(
                model=self.model,
                temperature=0,
                max_tokens=answer_tokens(self.context_tokens),
                messages=[
                    {"role": "system", "content": prompt.instructions},
                    {"role": "user", "content": prompt.user_message()},
                ],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": prompt.name, "schema": prompt.schema, "strict": True},
                },
            )
            text = answer.choices[0].message.content if answer.choices else ""
        except OpenAIError as problem:
            raise ModelAway(f"Het taalmodel antwoordde niet ({type(problem).__name__}).") from problem
        except (ValueError, TypeError, AttributeError) as problem:
            raise ModelAway("Het taalmodel antwoordde niet zoals een taalmodel hoort te antwoorden.") from problem
        usage = answer.usage
        if not text or not text.strip():
            raise ModelAway("Het taalmodel gaf een leeg antwoord.")
        return Completion(
            text=storable(text),
            model=answer.model or self.model,
            provider=self.provider,
            tokens_in=usage.prompt_tokens if usage else 0,
            tokens_out=usage.completion_tokens if usage else 0,
            seconds=time.monotonic() - started,
        )


def answer_tokens(context_tokens: int) -> int:
    """How much of what a model can hold is kept for its answer."""
    return min(MOST_ANSWER_TOKENS, context_tokens // ANSWER_SHARE)


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot keep: null characters and halves of character pairs."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


@cache
def gateway() -> Gateway | None:
    """The configured endpoint, or None: then the embedded composer answers."""
    if not (settings.MODEL_URL and settings.MODEL_NAME):
        return None
    return OpenAICompatible(
        url=settings.MODEL_URL,
        model=settings.MODEL_NAME,
        key=settings.MODEL_KEY,
        timeout=settings.MODEL_TIMEOUT_SECONDS,
        context_tokens=settings.MODEL_CONTEXT_TOKENS,
    )
