"""The embedded composer: an analysis from validated knowledge alone, without a language model."""

from assistant.composer.memo import Material, compose

__all__ = ["Material", "compose"]
