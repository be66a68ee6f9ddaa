"""Makes the embeddings that ship with the starter set.

Only what is missing, and drops what is no longer used.
"""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from knowledge.embedding import MODEL, embed_passages
from knowledge.rules.passages import fingerprint
from knowledge.starter_set import embeddable_texts, ship_vectors, shipped_vectors, starter_articles

BATCH, SAVE_EACH = 8, 400


class Command(BaseCommand):
    """manage.py embed_starter"""

    help = "Maak de ontbrekende embeddings van de startset en verwijder de ongebruikte."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        texts = {fingerprint(text): text for item in starter_articles() for text in embeddable_texts(item.article)}
        held: dict[str, Any] = {key: vector for key, vector in shipped_vectors(model=MODEL).items() if key in texts}
        missing = sorted(texts.keys() - held.keys(), key=lambda key: len(texts[key]))
        for start in tqdm(
            range(0, len(missing), BATCH), desc="Embeddings", unit="groep", file=self.stderr, disable=None
        ):
            keys = missing[start : start + BATCH]
            held.update(zip(keys, embed_passages([texts[key] for key in keys]), strict=True))
            if start % SAVE_EACH == 0:  # a stop loses little
                ship_vectors(held, model=MODEL)
        ship_vectors(held, model=MODEL)
        self.stdout.write(f"{len(held)} embeddings, waarvan {len(missing)} nieuw ({MODEL}).")
