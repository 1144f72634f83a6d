"""The real catalogues and an agent's big table, brought in, again, undone."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.toolbox.models import (
    ImportLine,
    ImportState,
    Outcome,
    Resource,
    ResourceImport,
    ResourceLink,
    ResourceUse,
    UseState,
)
from assessments.toolbox.services import imports
from assessments.toolbox.services.imports.applying import NotReady
from assessments.toolbox.services.imports.undoing import NotApplied
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.toolbox.importing.files import real
from tests.factories.organisations import make_organisation
from tests.factories.results import make_version


def begin(territory: Territory, data: bytes, name: str = "f.csv") -> ResourceImport:
    return imports.begin(territory=territory, name=name, data=data, user=None)


def bring(territory: Territory, data: bytes) -> ResourceImport:
    owner = begin(territory, data)
    return imports.apply(owner=owner, user=None, at_once=True)


def snapshot() -> list[dict[str, object]]:
    """Everything that a resource says, without the days of writing."""
    left = {"id", "created_at", "updated_at", "updated_on"}
    return [
        {name: value for name, value in row.items() if name not in left}
        for row in Resource.objects.order_by("territory", "code").values()
    ]


def held() -> list[tuple[int, int, int]]:
    return list(ResourceLink.objects.order_by("source", "position").values_list("source", "target", "position"))


@pytest.fixture
def in_national(national: Territory) -> Iterator[Territory]:
    with territory_scope(national):
        yield national


def test_all_aids_and_actions_import_and_a_second_time_changes_nothing(in_national: Territory) -> None:
    aids, actions = real("tee-programs.json"), real("tee-projects.json")
    owner = bring(in_national, aids)
    assert (owner.state, owner.counts) == (ImportState.APPLIED, {"created": 260})
    assert owner.unread["publicodes"] == 260
    owner = bring(in_national, actions)
    assert owner.counts == {"created": 91}
    rows = Resource.objects.all()
    assert Counter(rows.values_list("source", flat=True)) == {"tee-programs": 260, "tee-projects": 91}
    # 1,323 links in the file: three say the same aid twice
    assert ResourceLink.objects.filter(target__source="tee-programs").count() == 1320
    assert rows.filter(suspended=True).count() == 1
    before = snapshot()
    assert bring(in_national, aids).counts == {"unchanged": 260}
    assert bring(in_national, actions).counts == {"unchanged": 91}
    assert snapshot() == before


def test_an_aid_gone_from_the_file_is_taken_away_and_comes_back_with_it(in_national: Territory) -> None:
    aids = json.loads(real("tee-programs.json"))
    bring(in_national, json.dumps(aids).encode())
    owner = bring(in_national, json.dumps(aids[:-2]).encode())
    assert owner.counts == {"unchanged": 258, "retired": 2}
    gone = Resource.objects.exclude(retired_on=None)
    assert {row.source_id for row in gone} == {aids[-1]["id"], aids[-2]["id"]}
    assert bring(in_national, json.dumps(aids).encode()).counts == {"unchanged": 258, "updated": 2}
    assert not Resource.objects.exclude(retired_on=None).exists()


def test_links_to_an_unknown_aid_are_told_and_the_action_is_kept(in_national: Territory) -> None:
    owner = bring(in_national, real("tee-projects.json"))
    assert owner.counts == {"created": 91}
    told = [problem for line in ImportLine.objects.filter(file=owner) for problem in line.problems]
    assert Counter(code for code, *_ in told) == {"unknown_related": 1320}
    # the aids come later: the same file again makes the links
    bring(in_national, real("tee-programs.json"))
    bring(in_national, real("tee-projects.json"))
    assert ResourceLink.objects.filter(target__source="tee-programs").count() == 1320


def table(rows: int, *, bad_each: int = 0, cost: str = "Gratuit") -> bytes:
    lines = ["Code;Titre;Type;Résumé;Thèmes;Tailles;NAF;Communes;Coût;Date limite"]
    for number in range(rows):
        day = "32/01/2027" if bad_each and number % bad_each == 0 else "31/12/2027"
        lines.append(f"a{number};Aide {number};aide;Un texte;Énergie;10 à 19;56.10A;Poitiers;{cost};{day}")
    return "\n".join(lines).encode("cp1252")


def test_ten_thousand_rows_of_which_three_hundred_are_bad(in_poitiers: Territory, national: Territory) -> None:
    make_version(national)
    owner = begin(in_poitiers, table(10_200, bad_each=34))
    assert owner.state == ImportState.READING  # it goes through the outbox
    deliver_due()
    owner.refresh_from_db()
    assert owner.state == ImportState.READY
    assert (owner.total, owner.counts) == (10_200, {"created": 9_900, "rejected": 300})
    line = ImportLine.objects.filter(file=owner, outcome=Outcome.REJECTED).first()
    assert (line.row, line.problems) == (2, [["bad_date", "Date limite", {"value": "32/01/2027"}]])
    assert not Resource.objects.filter(territory=in_poitiers).exists()
    imports.apply(owner=owner, user=None)
    deliver_due()
    owner.refresh_from_db()
    assert owner.state == ImportState.APPLIED
    assert Resource.objects.filter(territory=in_poitiers).count() == 9_900
    again = begin(in_poitiers, table(10_200, bad_each=34, cost="10 €"))
    deliver_due()
    again.refresh_from_db()
    assert again.counts == {"updated": 9_900, "rejected": 300}


def queries_of(territory: Territory, data: bytes) -> int:
    with CaptureQueriesContext(connection) as caught:
        bring(territory, data)
    return len(caught)


def test_queries_do_not_grow_with_the_rows_of_a_chunk(in_poitiers: Territory, national: Territory) -> None:
    make_version(national)
    bring(in_poitiers, table(1))
    few, many = queries_of(in_poitiers, table(3)), queries_of(in_poitiers, table(30))
    assert many <= few + 2


def test_undo_restores_what_was(in_poitiers: Territory, national: Territory) -> None:
    make_version(national)
    bring(in_poitiers, table(5))
    before = snapshot()
    owner = bring(in_poitiers, table(8, cost="10 €"))
    assert owner.counts == {"updated": 5, "created": 3}
    assert Resource.objects.get(code="a1").cost == {"fr": "10 €"}
    imports.undo(owner=owner)
    assert owner.state == ImportState.UNDONE
    assert snapshot() == before
    with pytest.raises(NotApplied):
        imports.undo(owner=owner)


def test_undo_restores_links_and_what_was_taken_away(in_national: Territory) -> None:
    aids, actions = json.loads(real("tee-programs.json")), json.loads(real("tee-projects.json"))
    bring(in_national, json.dumps(aids).encode())
    bring(in_national, json.dumps(actions).encode())
    before, links = snapshot(), held()
    actions[0]["programs"] = actions[0]["programs"][:2]
    actions[1]["title"] = "Autrement"
    asked_first = {number for action in actions for number in action["linkedProjects"]}
    actions.remove(next(action for action in actions[2:] if action["id"] not in asked_first))
    owner = bring(in_national, json.dumps(actions).encode())
    assert owner.counts == {"updated": 2, "unchanged": 88, "retired": 1}
    assert ResourceLink.objects.count() < len(links)
    imports.undo(owner=owner)
    assert (
        list(ResourceLink.objects.order_by("source", "position").values_list("source", "target", "position")) == links
    )
    assert snapshot() == before


def test_undo_keeps_what_people_changed_or_took_up_since(in_poitiers: Territory, national: Territory) -> None:
    make_version(national)
    bring(in_poitiers, table(1))
    owner = bring(in_poitiers, table(3, cost="10 €"))
    edited = Resource.objects.get(code="a0")
    edited.cost = {"fr": "12 €"}
    edited.save()
    ResourceUse.objects.create(
        resource=Resource.objects.get(code="a1"),
        organisation=make_organisation(),
        state=UseState.KEPT,
        at=timezone.now(),
    )
    imports.undo(owner=owner)
    assert owner.kept_back == 2
    assert Resource.objects.get(code="a0").cost == {"fr": "12 €"}
    assert Resource.objects.get(code="a1").retired_on is not None
    assert not Resource.objects.filter(code="a2").exists()


def test_a_file_is_applied_once(in_poitiers: Territory, national: Territory) -> None:
    make_version(national)
    owner = bring(in_poitiers, table(2))
    with pytest.raises(NotReady):
        imports.apply(owner=owner, user=None)
    with pytest.raises(NotReady):
        imports.apply(owner=ResourceImport.objects.get(pk=owner.pk), user=None)


def test_a_table_never_writes_over_what_came_from_a_catalogue(in_national: Territory) -> None:
    make_version(in_national)
    bring(in_national, real("tee-programs.json"))
    code = Resource.objects.order_by("pk").values_list("code", flat=True).first()
    owner = begin(in_national, f"Code;Titre\n{code};À nous\n".encode())
    assert owner.counts == {"rejected": 1}
    assert ImportLine.objects.get(file=owner).problems[0][0] == "not_yours"


def test_what_changed_between_reading_and_applying_is_looked_at_again(
    in_poitiers: Territory, national: Territory
) -> None:
    make_version(national)
    owner = begin(in_poitiers, table(1))
    bring(in_poitiers, table(1, cost="10 €"))
    imports.apply(owner=owner, user=None)
    assert Resource.objects.get(code="a0").cost == {"fr": "Gratuit"}
    assert ImportLine.objects.get(file=owner).outcome == Outcome.UPDATED
