"""What can help the holder of a result. One query, two or three where the catalogue changed since it was last read."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet

from assessments.frameworks.domain.document import Document
from assessments.results.reading import Reading
from assessments.toolbox import catalogue
from assessments.toolbox.catalogue import Catalogue
from assessments.toolbox.domain.calling import calls_of, calls_of_question, picked_in
from assessments.toolbox.domain.index import Index
from assessments.toolbox.domain.matching import OPENS, SUSPENDED, Fit, Match, Situation
from assessments.toolbox.facts import facts_of
from assessments.toolbox.models import Resource, ResourceUse, UseState
from assessments.toolbox.sentences import Teller
from assessments.toolbox.suggestion import Suggestion

MOST = 5
SPARE = 5
"""How many more than asked are read at once, for those that the organisation put aside."""
MAY_CHANGE = frozenset({"sizes", "employees", "micro", "years", "traits", OPENS, SUSPENDED})
"""What may be missing from a resource that is proposed all the same: time or work may bring it, a move would not."""

Choose = Callable[[Index, Situation], Iterator[Match]]
Pair = tuple[Match, Resource]


class _Stale(Exception):
    """The catalogue in memory is not the one of the database any more."""


def suggestions(reading: Reading, limit: int = MOST) -> list[Suggestion]:
    """The best, themes in turn; then those that one thing is missing from. None that was done or put aside."""
    return _proposed(reading, lambda index, situation: index.best(situation), limit)


def for_question(reading: Reading, question_code: str, limit: int = MOST) -> list[Suggestion]:
    """What helps with one question, whatever its score: what it calls, then what serves the themes above it."""

    def choose(index: Index, situation: Situation) -> Iterator[Match]:
        return index.among([calls_of_question(situation, question_code)], situation, always=True)

    return _proposed(reading, choose, limit)


def for_theme(reading: Reading, theme_code: str, limit: int = MOST) -> list[Suggestion]:
    """What helps with a theme and what is below it, whatever its score."""

    def choose(index: Index, situation: Situation) -> Iterator[Match]:
        calls = [call for queue in calls_of(situation) for call in queue if theme_code in (call.theme, call.node)]
        return index.among([calls], situation, always=True)

    return _proposed(reading, choose, limit)


def all_for(reading: Reading, among: QuerySet[Resource] | None = None) -> list[Suggestion]:
    """Every resource that is not closed, once: what the result calls first, what fits before what nearly does.

    `among`: only these (a filtered toolbox); they may defer columns. Their words are made as they are read.
    """
    rows = Resource.objects.filter(retired_on=None) if among is None else among

    def load(found: Catalogue, situation: Situation) -> list[Pair]:
        by_id = _rows(found, rows, reading)
        return [(match, by_id[match.offer.id]) for match in found.index.all(situation) if match.offer.id in by_id]

    return _told(reading, load)


def situation_of(reading: Reading) -> Situation:
    """No query when the row comes from `results.queries.with_all`."""
    return Situation(
        facts=facts_of(reading.row),
        themes=tuple(reading.scored.themes),
        today=reading.today,
        picked=picked_in(reading.row.answers),
        lineage=_lineage(reading.document),
    )


def _lineage(document: Document) -> frozenset[str]:
    """The frameworks whose questions the document asks: itself, and those that it is a layer over."""
    inherited = {question.origin for question in document.questions()}
    return frozenset({document.code, document.core, document.base.partition("@")[0], *inherited} - {""})


def _proposed(reading: Reading, choose: Choose, limit: int) -> list[Suggestion]:
    def load(found: Catalogue, situation: Situation) -> list[Pair]:
        matches = filter(_is_worth_it, choose(found.index, situation))
        pairs: list[Pair] = []
        for batch in _batches(matches, limit + SPARE):
            by_id = _rows(found, _not_put_aside(batch, reading), reading)
            pairs += [(match, by_id[match.offer.id]) for match in batch if match.offer.id in by_id]
            if len(pairs) >= limit:
                break
        return pairs[:limit]

    return _told(reading, load)


def _batches(matches: Iterator[Match], size: int) -> Iterator[list[Match]]:
    """One at least, empty where there is no match: that too must be true of the catalogue of today."""
    yield list(islice(matches, size))
    while batch := list(islice(matches, size)):
        yield batch


def _is_worth_it(match: Match) -> bool:
    return match.fit is Fit.ELIGIBLE or MAY_CHANGE.issuperset(match.missed)


def _not_put_aside(matches: Collection[Match], reading: Reading) -> QuerySet[Resource]:
    rows: QuerySet[Resource] = Resource.objects.filter(pk__in=[match.offer.id for match in matches])
    organisation = reading.row.assessment.organisation_id
    if organisation is None:
        return rows
    settled = ResourceUse.objects.filter(
        resource=OuterRef("pk"), organisation=organisation, state__in=[UseState.DONE, UseState.DISMISSED]
    )
    return rows.exclude(Exists(settled))


def _rows(found: Catalogue, rows: QuerySet[Resource], reading: Reading) -> dict[int, Resource]:
    """Raises _Stale where they, or where there are none the stamps, say that the catalogue changed."""
    home = reading.row.territory
    by_id = {row.pk: row for row in catalogue.stamped(rows, home)}  # no query where nothing is asked for
    stamps = {getattr(row, "stamp", 0) or 0 for row in by_id.values()} or {catalogue.stamp_of(home)}
    if found.stamp is not None and stamps != {found.stamp}:
        raise _Stale
    return by_id


def _told(reading: Reading, load: Callable[[Catalogue, Situation], list[Pair]]) -> list[Suggestion]:
    home, situation = reading.row.territory, situation_of(reading)
    found = catalogue.kept(home) or catalogue.compiled(home)
    try:
        pairs = load(found, situation)
    except _Stale:
        found = replace(catalogue.compiled(home), stamp=None)  # as good as it gets while someone is writing
        pairs = load(found, situation)
    teller = Teller(reading, found.places)
    return [Suggestion(resource, match, teller) for match, resource in pairs]
