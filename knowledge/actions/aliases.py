"""Old numbers of articles: added and removed by the editors of the platform, found from then on."""

from django.db import IntegrityError, transaction

from knowledge.actions.indexing import index_words_again
from knowledge.models import ArticleAlias, LawArticle, Version, VersionIndex
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.written import article_of
from knowledge.rules.compounds import Splitter
from knowledge.rules.words import words_of
from organisations.models import Membership


class AliasRefused(ValueError):
    """The alias was not added; its text is one Dutch sentence."""


def add_alias(by: Membership, article: LawArticle, *, name: str, note: str) -> ArticleAlias:
    """People who search this name find the article from now on. Raises AliasRefused when it is there already."""
    try:
        with transaction.atomic():
            alias = ArticleAlias.objects.create(article=article, name=name, note=note, added_by=by)
    except IntegrityError as known:
        raise AliasRefused(f"{name} leidt al naar {article}.") from known
    _find_again(article)
    return alias


def remove_alias(by: Membership, alias: ArticleAlias) -> None:
    """From now on the name leads nowhere."""
    article = alias.article
    alias.delete()
    _find_again(article)


def _find_again(article: LawArticle) -> None:
    names = list(ArticleAlias.objects.filter(article=article).values_list("name", flat=True))
    splitter = Splitter(vocabulary().words | {word for name in names for word in words_of(name)})
    indexed = VersionIndex.objects.filter(version__source=article.source).values_list("version_id", flat=True)
    for version in Version.objects.filter(source=article.source).select_related("source"):
        version.details = {**version.details, "lay_terms": names}
        version.save()
        if version.pk in set(indexed):
            index_words_again(version, article_of(version), splitter=splitter)
