"""Reads a saved e-mail: its subject and text; attachments are named and stay shut."""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from knowledge.intake.html import read_html
from knowledge.intake.plain import text_blocks
from knowledge.intake.structure import Block, IntakeProblem, Reading, one_line

UNREADABLE = "Deze e-mail kan niet gelezen worden. Er is niets bewaard."
MOST_PARTS = 200


def read_mail(data: bytes) -> Reading:
    """The text of the message, the version with headings and lists when there is one."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        blocks = tuple(_blocks(message))
        subject = one_line(str(message.get("subject") or ""))
        left = list(message.iter_attachments()) if message.is_multipart() else []
    except (MessageError, LookupError, ValueError, AttributeError, RecursionError, TypeError) as broken:
        if isinstance(broken, IntakeProblem):
            raise
        raise IntakeProblem(UNREADABLE) from broken
    notes = (f"De e-mail heeft bijlagen die niet gelezen zijn: {len(left)}. Bied ze apart aan.",) if left else ()
    return Reading(subject, blocks, notes=notes)


def _blocks(message: EmailMessage) -> list[Block]:
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise IntakeProblem(UNREADABLE)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        return []
    text = str(body.get_content())
    return list(read_html(text.encode()).blocks) if body.get_content_subtype() == "html" else list(text_blocks(text))
