"""The work of the knowledge bank behind the queue; Celery finds every task by importing this package."""

from knowledge.tasks.clock import index_large_banks, mail_digests, recall, remind_keepers
from knowledge.tasks.documents import check_watched_addresses, read_document
from knowledge.tasks.indexing import index_version
from knowledge.tasks.law import import_law
from knowledge.tasks.mails import send_mail

__all__ = [
    "check_watched_addresses",
    "import_law",
    "index_large_banks",
    "index_version",
    "mail_digests",
    "read_document",
    "recall",
    "remind_keepers",
    "send_mail",
]
