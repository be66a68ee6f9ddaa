"""Makes the embeddings that ship: of the starter set, and of the examples of questions that nobody answers here.

Only what is missing, and drops what is no longer used.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from knowledge import beyond, starter_set
from knowledge.embedding import EMBEDDED, embed_passages, embed_queries
from knowledge.rules.passages import fingerprint
from knowledge.vectors import read_vectors, write_vectors

BATCH, SAVE_EACH = 8, 400
Embed = Callable[[Sequence[str]], list[list[float]]]


class Command(BaseCommand):
    """manage.py embed_starter"""

    help = "Maak de ontbrekende embeddings van de startset en verwijder de ongebruikte."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        articles = [item.article for item in starter_set.starter_articles()]
        texts = [text for article in articles for text in starter_set.embeddable_texts(article)]
        self._bring_up_to_date(starter_set.VECTORS, texts, partial(embed_passages, by=EMBEDDED))
        self._bring_up_to_date(beyond.VECTORS, list(beyond.sentences_by_example()), partial(embed_queries, by=EMBEDDED))

    def _bring_up_to_date(self, path: Path, wanted: Sequence[str], embed: Embed) -> None:
        texts = {fingerprint(text): text for text in wanted}
        shipped = read_vectors(path, model=EMBEDDED.name)
        held: dict[str, Any] = {key: vector for key, vector in shipped.items() if key in texts}
        missing = sorted(texts.keys() - held.keys(), key=lambda key: (len(texts[key]), key))
        groups = range(0, len(missing), BATCH)
        for start in tqdm(groups, desc=path.name, unit="groep", file=self.stderr, disable=None):
            keys = missing[start : start + BATCH]
            held.update(zip(keys, embed([texts[key] for key in keys]), strict=True))
            if start % SAVE_EACH == 0:  # a stop loses little
                write_vectors(path, held, model=EMBEDDED.name)
        write_vectors(path, held, model=EMBEDDED.name)
        self.stdout.write(f"{path.name}: {len(held)} embeddings, waarvan {len(missing)} nieuw ({EMBEDDED.name}).")
