"""Turns what was read into the Markdown of an article: '## ' sections, deeper heads, marks where pages begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.intake.structure import HEADING, LIST, TABLE, TEXT, Block, Reading
from knowledge.rules.pages import page_mark, without_page_marks

BEFORE, ONLY = "Vooraf", "Tekst"
"""Heads for what stands before the first head, and for a document without any."""
LONGEST_HEADING, LONGEST_SUMMARY, SHORTEST_SUMMARY = 190, 300, 40
_LOOKS_LIKE_HEAD = re.compile(r"^\s{0,3}#{1,6}(?=\s|$)", re.MULTILINE)
_SAYS_NOTHING = re.compile(
    r"(?:untitled|naamloos|sans titre)\s*\d*|microsoft word - .*|.*\.(?:docx?|odt|pdf|indd)", re.IGNORECASE
)
"""Titles that a program gave a file which nobody called anything."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Draft:
    """A document as an article holds it."""

    title: str
    summary: str
    body: str


def drafted(reading: Reading, *, title: str, name: str) -> Draft:
    """The draft, under this title, else the document's own, else the name of its file; an instruction in the text
    stays text.
    """
    blocks = list(reading.blocks)
    own = _title_block(blocks, named=reading.title)
    if own is not None:
        blocks.remove(own)
    told = "" if _SAYS_NOTHING.fullmatch(reading.title) else reading.title
    called = title or (own.text if own else "") or told or _from_name(name)
    return Draft(called[:200], _summary(blocks) or called, _body(blocks))


def _from_name(name: str) -> str:
    words = " ".join(name.rpartition(".")[0].replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Document zonder titel"


def _title_block(blocks: Sequence[Block], *, named: str) -> Block | None:
    """The first block, when it is the only head of its level and others stand under it, or says how the file calls
    itself.
    """
    heads = [block for block in blocks if block.kind == HEADING]
    if not heads or blocks[0] is not heads[0]:
        return None
    if named and heads[0].text.casefold() == named.casefold():
        return heads[0]
    if len(heads) < 2:
        return None
    return heads[0] if all(head.level > heads[0].level for head in heads[1:]) else None


def _body(given: Sequence[Block]) -> str:
    blocks = _without_bare_heads(given)
    ranks = {level: rank for rank, level in enumerate(sorted({b.level for b in blocks if b.kind == HEADING}))}
    parts: list[str] = []
    page = 0
    if not blocks or blocks[0].kind != HEADING:
        parts.append(f"## {BEFORE if ranks else ONLY}")
    for block in blocks:
        mark = page_mark(block.page) if block.page and block.page != page else ""
        page = block.page or page
        if block.kind == HEADING:
            signs = "#" * (2 + min(ranks[block.level], 2))
            parts += [f"{signs} {_head(block.text)}", *filter(None, [mark])]
        else:
            parts += [*filter(None, [mark]), _as_text(block)]
    return "\n\n".join(parts)


def _without_bare_heads(blocks: Sequence[Block]) -> list[Block]:
    """A head with nothing under it, as on a title page, becomes a part of the next head of its level."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if block.kind == HEADING and before is not None and before.kind == HEADING and before.level >= block.level:
            kept[-1] = replace(block, text=f"{before.text}: {block.text}", page=before.page)
        else:
            kept.append(block)
    if kept and kept[-1].kind == HEADING:
        kept[-1] = replace(kept[-1], kind=TEXT, level=0)
    return kept


def _as_text(block: Block) -> str:
    """Only our own heads and page marks may look like one."""
    text = without_page_marks(block.text)
    if block.kind == TEXT:
        text = text.replace("\n", "\n\n")  # a line that was meant as a line stays one on the page
    return _LOOKS_LIKE_HEAD.sub("", text).strip() if block.kind in (TEXT, LIST) else text


def _head(text: str) -> str:
    return " ".join(text.replace("#", " ").split())[:LONGEST_HEADING] or ONLY


def _summary(blocks: Sequence[Block]) -> str:
    """The first whole sentences of the first paragraph that says something."""
    paragraphs = (" ".join(block.text.split()) for block in blocks if block.kind not in (HEADING, TABLE))
    for paragraph in paragraphs:
        if len(paragraph) < SHORTEST_SUMMARY:
            continue
        kept = ""
        for sentence in _SENTENCE.split(paragraph):
            if len(kept) + len(sentence) > LONGEST_SUMMARY:
                break
            kept = f"{kept} {sentence}".strip()
        return kept or f"{paragraph[: LONGEST_SUMMARY - 2].rsplit(' ', 1)[0]} …"
    return ""
