"""`manage.py rehearse`: over what is kept, over what is invented, and on the two real files."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.frameworks.models import MapLink, VersionMap
from assessments.frameworks.queries import version_named
from assessments.frameworks.services import import_document, import_file
from assessments.rehearsals.models import Rehearsal
from assessments.rehearsals.services import ask, go_on
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.rehearsals.test_domain import weighing
from tests.factories.frameworks import published, simple_document
from tests.factories.rehearsals import store_invented

REAL = Path(__file__).parents[4] / "shared" / "data" / "referentials"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the two files of Territoires en Transitions are not here")


def rehearse(*arguments: object) -> Any:
    out = StringIO()
    call_command("rehearse", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def drafted(national: Territory) -> Territory:
    published(national)
    with territory_scope(national):
        import_document(document=weighing(simple_document(), t1q1=9), territory=national)
    return national


def test_it_prints_what_a_stored_rehearsal_finds_and_writes_nothing(drafted: Territory, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        store_invented(published(drafted), 12, territory=poitiers)
    found = rehearse("DEMO@1", "demo@2", "--territory", poitiers.slug)
    assert (found["from"], found["to"], found["assessments"]) == ("demo@1", "demo@2", 12)
    assert found == {**rehearse("demo@1", "demo@2"), "territory": poitiers.slug}
    with territory_scope(poitiers):
        assert not Rehearsal.objects.exists()
        assert not VersionMap.objects.exists()
        kept = ask(territory=poitiers, source=version_named("demo@1"), target=version_named("demo@2"), user=None)
        figures = go_on(rehearsal_id=kept.pk).figures
    assert found["level_up"] == figures["directions"].get("up", 0)
    assert found["moves"] == dict(sorted(figures["moves"].items(), key=lambda pair: int(pair[0])))


def test_a_map_from_a_table_counts_what_is_lost(drafted: Territory, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text("old;new;weight\nt1q1;t1q1;0,5\nt1q2;t1q1;0,5\nt1q3;;\n", encoding="utf-8")
    found = rehearse("demo@1", "demo@2", "--map", table, "--invented", 20)
    assert found["links"]["questions_lost"] == 4
    assert found["lost_answers"] == sum(found["lost_by_question"].values()) > 20
    assert set(found["lost_by_question"]) == {"t1q3", "t2q1", "t2q2", "t2q3"}
    out = StringIO()
    call_command("rehearse", "demo@1", "demo@2", "--map", str(table), "--invented", "20", stdout=out)
    assert str(found["lost_answers"]) in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone", "demo@2"], "gone"),
        (["demo@1", "demo@1"], "version"),
        (["demo@1", "demo@2", "--map", "/nowhere.csv"], "/nowhere.csv"),
        (["demo@1", "demo@2", "--territory", "nowhere"], "national"),
    ],
)
def test_what_is_asked_wrong_is_told(drafted: Territory, arguments: list[str], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        rehearse(*arguments)


def test_a_broken_map_says_every_fault(drafted: Territory, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text("old,new\nt1q1,gone\nlost,t1q1\n", encoding="utf-8")
    with pytest.raises(CommandError) as told:
        rehearse("demo@1", "demo@2", "--map", table)
    assert "gone" in str(told.value)
    assert "lost" in str(told.value)
    table.write_text("old,new,weight\nt1q1,t1q1,beaucoup\n", encoding="utf-8")
    with pytest.raises(CommandError, match="beaucoup"):
        rehearse("demo@1", "demo@2", "--map", table)
    table.write_text("title: rien\n", encoding="utf-8")
    with pytest.raises(CommandError):
        rehearse("demo@1", "demo@2", "--map", table)
    with territory_scope(drafted):
        assert not MapLink.objects.exists()


@real
def test_the_two_real_files_rehearse_with_every_reference_accounted_for(national: Territory) -> None:
    names = ("tet-economie-circulaire", "tet-transition-ecologique")
    with territory_scope(national):
        for name in names:
            import_file(path=REAL / f"{name}.csv", territory=national)
    found = rehearse(*names, "--map", REAL / f"{names[1]}.csv", "--invented", 2000)
    references = found["references"]
    assert references["total"] == 885
    reported = references["unresolved"] + sum(references["other_framework"].values())
    assert references["resolved"] + references["finer"] + reported == 885
    assert references["other_framework"] == {"cae": 654}
    assert references["unresolved_references"] == []
    assert (found["assessments"], found["scored"], found["refused"]) == (2000, 2000, 0)
    assert sum(found["moves"].values()) == 2000
    assert found["carried_answers"] > 100_000
    assert found["lost_answers"] > 0
    assert len(found["questions"]) == 10
