"""What analyses and answers lean on, told to the knowledge bank so that a withdrawn source reaches who asked."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db.models import Count

from assistant.models import Analysis, Citation, Part, Question, Quotation
from knowledge.leaning import Kind, Leaning


def analyses_leaning_on(passages: Collection[UUID]) -> Iterator[Leaning]:
    """The analyses that cite one of these passages, with who asked for them."""
    rows = Analysis.objects.filter(claims__citations__chunk_id__in=passages).distinct()
    for key, member_id, asked_at in rows.values_list("id", "asked_by_id", "created_at"):
        yield Leaning(subject_id=key, member_id=member_id, asked_at=asked_at)


def analyses_by_source(slugs: Collection[str]) -> Mapping[str, int]:
    """How many analyses cite each of these sources."""
    rows = Citation.objects.filter(slug__in=slugs).order_by().values_list("slug")
    return dict(rows.annotate(analyses=Count("claim__analysis_id", distinct=True)))


def analyses_kept(ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these analyses are still there."""
    return set(Analysis.objects.filter(id__in=ids).values_list("id", flat=True))


ANALYSES = Kind(
    name="analysis", word="analyse", find=analyses_leaning_on, count=analyses_by_source, kept=analyses_kept,
    url_name="analysis", argument="analysis_id",
)  # fmt: skip


def answers_leaning_on(passages: Collection[UUID]) -> Iterator[Leaning]:
    """The answers that quote one of these passages, as long as they are kept."""
    said = Quotation.objects.filter(chunk_id__in=passages).exclude(part=Part.NEAR)
    rows = Question.objects.filter(id__in=said.values("question_id"))
    for key, member_id, asked_at in rows.values_list("id", "asked_by_id", "created_at"):
        yield Leaning(subject_id=key, member_id=member_id, asked_at=asked_at)


def answers_by_source(slugs: Collection[str]) -> Mapping[str, int]:
    """How many answers that are still kept quote each of these sources."""
    rows = Quotation.objects.filter(slug__in=slugs).exclude(part=Part.NEAR).order_by().values_list("slug")
    return dict(rows.annotate(answers=Count("question_id", distinct=True)))


def answers_kept(ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these questions were not wiped since."""
    return set(Question.objects.filter(id__in=ids).values_list("id", flat=True))


ANSWERS = Kind(
    name="question", word="antwoord", find=answers_leaning_on, count=answers_by_source, kept=answers_kept,
    url_name="question", argument="question_id",
)  # fmt: skip
