"""Where the terms of a question stand, for every version that can be read from here, in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from knowledge.queries.live import Live
from knowledge.rules.terms import Term
from knowledge.rules.weights import Posted, Words, word_scores

POSTED_SQL = """
select term, string_agg(uuid_send(version_id), ''), string_agg(float8send(weight), '')
  from knowledge_posting
 where organisation_id = any(%(organisations)s::uuid[]) and term = any(%(terms)s::text[])
 group by term
"""
"""One row for each term, and of the table no more than its index: a row for each posting takes three times as long.

Versions that do not live come along and are left out of the count by `word_scores`: as a condition here their ids would
have PostgreSQL look up each pair of a term and a version by itself.
"""


def words_of(asked: Sequence[Term], parameters: Mapping[str, Any], *, live: Sequence[Live]) -> Words:
    """What the words of the question say about these versions."""
    if not live or not asked:
        return Words({}, {}, 0.0)
    with connection.cursor() as cursor:
        cursor.execute(POSTED_SQL, {**parameters, "terms": [term.text for term in asked]})
        posted = [Posted(term, bytes(versions), bytes(weights)) for term, versions, weights in cursor.fetchall()]
    return word_scores(asked, posted, live=[one.version_id for one in live])
