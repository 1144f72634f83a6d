"""A rehearsal over stored assessments: in chunks, resumable, once; then a decision that stays."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from assessments.rehearsals import queries, services
from assessments.rehearsals.domain.tally import Tally
from assessments.rehearsals.models import Decision, Rehearsal, RehearsalLine, State
from assessments.rehearsals.services import AlreadyDecided, NotFinished, ask, decide, go_on
from assessments.responses.models import Answer, Assessment, Mode
from outbox.models import Event
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import Subtree, territory_scope
from tests.assessments.rehearsals.test_domain import weighing
from tests.factories.accounts import make_user
from tests.factories.frameworks import published, simple_document
from tests.factories.rehearsals import store_invented

Pair = tuple[FrameworkVersion, FrameworkVersion]


@pytest.fixture
def versions(national: Territory) -> Pair:
    old = simple_document()
    source = published(national, old)
    with territory_scope(national):
        target = import_document(document=weighing(old, t1q1=9, t1q2=0), territory=national)
    return source, target


def finished(rehearsal: Rehearsal) -> Rehearsal:
    while not rehearsal.is_over:
        rehearsal = go_on(rehearsal_id=rehearsal.pk, seconds=0)
    return rehearsal


def told(rehearsal: Rehearsal) -> tuple[Any, Any]:
    rehearsal = Rehearsal.objects.get(pk=rehearsal.pk)
    lines = RehearsalLine.objects.filter(rehearsal=rehearsal).order_by("assessment_id")
    return rehearsal.figures, list(lines.values_list("assessment_id", "move", "before", "after", "causes"))


def test_it_reads_every_submitted_assessment_and_names_whose_level_moves(
    versions: Pair, in_poitiers: Territory
) -> None:
    store_invented(versions[0], 40)
    draft = Assessment.objects.create(territory=in_poitiers, version=versions[0], kind="company")
    short = queries.submitted(versions[0])[0]
    Assessment.objects.filter(pk=short.pk).update(mode=Mode.EXPRESS)
    rehearsal = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    assert (rehearsal.state, rehearsal.done, rehearsal.total) == (State.QUEUED, 0, 39)
    deliver_due()
    rehearsal.refresh_from_db()
    assert (rehearsal.state, rehearsal.done, rehearsal.percent) == (State.DONE, 39, 100)
    tally = Tally.from_dict(rehearsal.figures)
    lines = list(queries.lines_of(rehearsal))
    assert tally.assessments == 39
    assert lines
    assert len(lines) == sum(n for way, n in tally.directions.items() if way not in ("same", "none"))
    assert draft.pk not in {line.assessment_id for line in lines}
    assert all(line.causes and line.causes[0][0] in {"t1q1", "t1q2", "t1q3", "t2q1", "t2q2", "t2q3"} for line in lines)
    assert all(line.level_before != line.level_after for line in lines)
    assert not Answer.objects.filter(carried=True).exists()


def test_chunks_and_deaths_change_nothing(
    versions: Pair, in_poitiers: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_invented(versions[0], 23)
    whole = finished(ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None))
    monkeypatch.setattr(services, "CHUNK", 5)
    parts = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    assert parts.pk != whole.pk
    parts = go_on(rehearsal_id=parts.pk, seconds=0)
    assert (parts.state, parts.done) == (State.RUNNING, 5)
    with monkeypatch.context() as dying:
        dying.setattr(services, "_keep", _die)
        with pytest.raises(MemoryError):
            go_on(rehearsal_id=parts.pk)
    again = finished(parts)
    assert again.done == again.total == 23
    assert told(again)[0] == told(whole)[0]
    assert told(again)[1] == told(whole)[1]


def _die(*args: object, **options: object) -> None:
    raise MemoryError


def test_two_workers_write_a_chunk_once(
    versions: Pair, in_poitiers: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_invented(versions[0], 9)
    monkeypatch.setattr(services, "CHUNK", 4)
    rehearsal = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    late = Rehearsal.objects.select_related("territory", "source", "target").get(pk=rehearsal.pk)
    go_on(rehearsal_id=rehearsal.pk, seconds=0)
    services._work(late, until=0)  # the other began from the same place
    assert Rehearsal.objects.get(pk=rehearsal.pk).done == 4
    assert finished(rehearsal).done == 9


def test_asking_again_while_it_runs_gives_the_same_one(versions: Pair, in_poitiers: Territory) -> None:
    store_invented(versions[0], 3)
    first = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    assert ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None) == first
    finished(first)
    assert ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None) != first
    with pytest.raises(ValidationError):
        ask(territory=in_poitiers, source=versions[0], target=versions[0], user=None)


def test_a_draft_that_changes_meanwhile_stops_it(versions: Pair, national: Territory, in_poitiers: Territory) -> None:
    store_invented(versions[0], 3)
    rehearsal = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    with territory_scope(national):
        import_document(document=weighing(simple_document(), t1q1=7), territory=national)
    assert go_on(rehearsal_id=rehearsal.pk).state == State.CHANGED
    with pytest.raises(NotFinished):
        decide(rehearsal=rehearsal, decision=Decision.GO, reason="", user=make_user())


def test_an_ancestor_counts_those_below_and_reads_no_name_of_theirs(
    versions: Pair, national: Territory, poitiers: Territory, lille: Territory
) -> None:
    for home in (poitiers, lille):
        with territory_scope(home):
            store_invented(versions[0], 15, territory=home)
    with territory_scope(national):
        rehearsal = finished(ask(territory=national, source=versions[0], target=versions[1], user=None))
        assert (rehearsal.done, list(queries.lines_of(rehearsal))) == (30, [])
    with territory_scope(Subtree(national)):
        everyone = RehearsalLine.objects.filter(rehearsal=rehearsal).count()
    with territory_scope(poitiers):
        assert 0 < RehearsalLine.objects.count() < everyone
        alone = finished(ask(territory=poitiers, source=versions[0], target=versions[1], user=None))
        assert alone.done == 15


def test_a_decision_is_recorded_once_and_announced(versions: Pair, in_poitiers: Territory) -> None:
    rehearsal = ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None)
    user = make_user()
    with pytest.raises(NotFinished):
        decide(rehearsal=rehearsal, decision=Decision.GO, reason="vu", user=user)
    finished(rehearsal)
    kept = decide(rehearsal=rehearsal, decision=Decision.NO_GO, reason=" trop de baisses ", user=user)
    assert (kept.decision, kept.reason, kept.decided_by) == ("no_go", "trop de baisses", user)
    assert kept.decided_at is not None
    payload = Event.objects.get(topic="rehearsal_decided").payload
    assert payload == {"rehearsal": str(kept.pk), "version": versions[1].pk, "decision": "no_go"}
    with pytest.raises(AlreadyDecided):
        decide(rehearsal=rehearsal, decision=Decision.GO, reason="", user=user)


def test_an_answer_that_is_not_its_questions_is_counted_and_stops_nothing(
    versions: Pair, in_poitiers: Territory
) -> None:
    store_invented(versions[0], 4)
    broken = Answer.objects.order_by("pk")[0]
    Answer.objects.filter(pk=broken.pk).update(value="nowhere")
    rehearsal = finished(ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None))
    assert (rehearsal.figures["assessments"], rehearsal.figures["refused"]) == (4, 1)


def test_reading_costs_three_queries_whatever_the_number(versions: Pair, in_poitiers: Territory) -> None:
    store_invented(versions[0], 1)
    with CaptureQueriesContext(connection) as one:
        assert len(queries.sheets(queries.keys_after(versions[0], None))) == 1
    store_invented(versions[0], 2, seed=2)
    with CaptureQueriesContext(connection) as three:
        assert len(queries.sheets(queries.keys_after(versions[0], None))) == 3
    assert len(one) == len(three) == 3


def test_whose_level_moves_is_listed_with_one_query(versions: Pair, in_poitiers: Territory) -> None:
    store_invented(versions[0], 30)
    rehearsal = finished(ask(territory=in_poitiers, source=versions[0], target=versions[1], user=None))
    for count in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            told = [(str(line.assessment.organisation), line.causes) for line in queries.lines_of(rehearsal)[:count]]
        assert (len(told), len(asked)) == (count, 1)
