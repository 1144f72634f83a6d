"""The words of a territory's own tables: the themes and questions that it asks, its communes."""

from collections.abc import Iterable, Iterator

from assessments.frameworks.domain.document import Document
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import published_versions
from assessments.toolbox.importing.vocabulary import Vocabulary
from territories.geography.names import fold
from territories.models import Territory


def documents_of(territory: Territory) -> list[Document]:
    """The questionnaires that `territory` asks, its own last: their words win."""
    return [compile_version(version).document for version in reversed(list(published_versions(territory)))]


def vocabulary_of(territory: Territory) -> Vocabulary:
    documents = documents_of(territory)
    communes = territory.communes.order_by().values_list("code", flat=True)
    return Vocabulary(dict(_themes(documents)), dict(_questions(documents)), frozenset(communes))


def _themes(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for theme in document.themes:
            yield from ((fold(said), theme.code) for said in (theme.code, *theme.title.values()))


def _questions(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        yield from ((fold(question.code), question.code) for question in document.questions())
