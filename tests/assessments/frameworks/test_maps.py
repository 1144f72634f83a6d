"""Maps kept by a territory: whole or not at all, seen from below and from nowhere else."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from assessments.frameworks import maps
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.mapping import Link, Unreadable, read_csv, to_csv
from assessments.frameworks.models import FrameworkVersion, MapLink, VersionMap
from assessments.frameworks.services.maps import BrokenMap, import_map, propose_map, save_map
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.frameworks import published, simple_document

HALF = Fraction(1, 2)


@pytest.fixture
def versions(national: Territory) -> tuple[FrameworkVersion, FrameworkVersion]:
    return published(national), published(national, simple_document(version="2", questions=4))


Pair = tuple[FrameworkVersion, FrameworkVersion]


def test_a_map_is_replaced_whole_and_read_back(versions: Pair, in_poitiers: Territory) -> None:
    source, target = versions
    save_map(territory=in_poitiers, source=source, target=target, links=[Link("t1q1", "t1q2")])
    links = (Link("t1q1", "t1q1", HALF, {"s4": "s3"}), Link("t1q2", "t1q1", HALF), Link("t1q3", ""))
    kept = save_map(territory=in_poitiers, source=source, target=target, links=links)
    assert maps.links_of(kept) == links
    assert maps.links_between(source, target, in_poitiers) == links
    assert VersionMap.objects.count() == 1


def test_a_broken_map_leaves_the_former_one_as_it_was(versions: Pair, in_poitiers: Territory) -> None:
    source, target = versions
    good = (Link("t1q1", "t1q1"),)
    kept = save_map(territory=in_poitiers, source=source, target=target, links=good)
    with pytest.raises(BrokenMap) as refused:
        save_map(territory=in_poitiers, source=source, target=target, links=[Link("t1q1", "no"), Link("no", "t1q1")])
    assert [fault.code for fault in refused.value.faults] == ["old_unknown", "new_unknown"]
    assert maps.links_of(kept) == good
    with pytest.raises(ValidationError):
        save_map(territory=in_poitiers, source=source, target=source, links=good)


def test_what_is_proposed_is_marked_and_tells_what_is_new(versions: Pair, in_poitiers: Territory) -> None:
    kept = propose_map(territory=in_poitiers, source=versions[0], target=versions[1])
    links = maps.links_of(kept)
    assert all(link.proposed for link in links)
    assert [link.new for link in links if not link.old] == ["t1q4", "t2q4"]
    assert mapping.faults(links, simple_document(), simple_document(version="2", questions=4)) == ()
    assert [fault.code for fault in mapping.faults([], simple_document(), simple_document())] == ["loses"]


def test_a_map_serves_the_territory_and_those_below_the_nearest_first(
    versions: Pair, national: Territory, poitiers: Territory, lille: Territory
) -> None:
    source, target = versions
    with territory_scope(national):
        save_map(territory=national, source=source, target=target, links=[Link("t1q1", "t1q2")])
    with territory_scope(poitiers):
        assert maps.links_between(source, target, poitiers) == (Link("t1q1", "t1q2"),)
        save_map(territory=poitiers, source=source, target=target, links=[Link("t1q1", "t1q3")])
        assert maps.links_between(source, target, poitiers) == (Link("t1q1", "t1q3"),)
    with territory_scope(lille):
        assert maps.links_between(source, target, lille) == (Link("t1q1", "t1q2"),)
        assert MapLink.objects.count() == 1


def test_a_map_comes_from_a_worksheet_as_people_leave_them(versions: Pair, in_poitiers: Territory) -> None:
    table = "\ufeffNouvelle ;Ancienne; Poids;Choix\r\n t1q1; t1q1\u00a0;0,5;s4=s3\r\n;;;\r\n;t1q2;;\r\n"
    kept = import_map(territory=in_poitiers, source=versions[0], target=versions[1], data=table.encode())
    assert maps.links_of(kept) == (Link("t1q1", "t1q1", HALF, {"s4": "s3"}), Link("t1q2", ""))


def test_a_table_read_wrong_says_where(versions: Pair, in_poitiers: Territory) -> None:
    table = b"old,new,weight,choices\nt1q1,t1q1,beaucoup,\nt1q2,t1q2,1,s4>s3\n"
    with pytest.raises(Unreadable) as refused:
        import_map(territory=in_poitiers, source=versions[0], target=versions[1], data=table)
    assert [(code, params["line"]) for code, params in refused.value.reasons] == [("weight", 2), ("choices", 3)]
    assert "beaucoup" in maps.unreadable(refused.value)[0]
    assert not VersionMap.objects.exists()
    with pytest.raises(Unreadable):
        read_csv("old,new\n\xe9".encode("latin-1"))


def test_a_map_written_as_a_table_reads_the_same() -> None:
    links = (Link("a", "b", Fraction(1, 3), {"x": "y", "z": "w"}), Link("c", ""), Link("", "d"))
    assert read_csv(to_csv(links).encode()) == links
