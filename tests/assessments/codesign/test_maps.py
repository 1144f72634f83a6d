from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.codesign import tables
from assessments.frameworks import maps
from assessments.frameworks.domain.mapping import Link
from assessments.frameworks.models import FrameworkVersion, VersionMap
from assessments.frameworks.services import import_document, publish
from assessments.rehearsals.models import Rehearsal, RehearsalLine
from assessments.rehearsals.services import ask
from assessments.responses.services import Given, attach, begin_assessment, save_answers
from assessments.results.services import submit
from territories.models import RoleName, Territory
from tests.assessments.codesign.conftest import Enter
from tests.factories.accounts import make_user
from tests.factories.frameworks import simple_document
from tests.factories.organisations import make_organisation


@pytest.fixture
def former(in_poitiers: Territory) -> FrameworkVersion:
    return publish(version=import_document(document=simple_document(code="local"), territory=in_poitiers))


@pytest.fixture
def newer(former: FrameworkVersion, in_poitiers: Territory) -> FrameworkVersion:
    """t1q3 is gone, t1q1 weighs five times more."""
    document = simple_document(code="local", version="2")
    first = document.themes[0]
    questions = (replace(first.questions[0], weight=Fraction(5)), first.questions[1])
    changed = replace(document, themes=(replace(first, questions=questions), document.themes[1]))
    return import_document(document=changed, territory=in_poitiers)


def at(name: str, newer: FrameworkVersion, former: FrameworkVersion) -> str:
    return reverse(f"codesign:{name}", args=[newer.pk, former.pk])


def kept(former: FrameworkVersion, newer: FrameworkVersion, territory: Territory) -> dict[tuple[str, str], Link]:
    return {(link.old, link.new): link for link in maps.links_between(former, newer, territory)}


def test_the_proposal_is_shown_with_what_it_loses_and_kept_on_demand(
    former: FrameworkVersion, newer: FrameworkVersion, enter: Enter
) -> None:
    client = enter()
    page = client.get(at("map", newer, former)).content.decode()
    assert "Rien n’est encore gardé" in page
    assert "t1q3" in page
    assert "Abandonnée" in page
    assert not VersionMap.objects.exists()
    client.post(at("map_propose", newer, former))
    assert VersionMap.objects.get().source == former


def test_a_link_is_changed_added_and_taken_away(
    former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory, enter: Enter
) -> None:
    client, address = enter(), at("map_link", newer, former)
    client.post(
        f"{address}?old=t1q1&new=t1q1", {"old": "t1q1", "new": "t1q1", "weight": "0,5", "choices": "s0=s1, s1 = s2"}
    )
    link = kept(former, newer, in_poitiers)["t1q1", "t1q1"]
    assert (link.weight, dict(link.choices)) == (Fraction(1, 2), {"s0": "s1", "s1": "s2"})
    client.post(address, {"old": "t1q3", "new": "t1q1", "weight": "1/2"})
    found = kept(former, newer, in_poitiers)
    assert ("t1q3", "t1q1") in found
    assert ("t1q3", "") not in found
    client.post(f"{address}?old=t1q3&new=t1q1", {"remove": "1"})
    assert ("t1q3", "t1q1") not in kept(former, newer, in_poitiers)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"old": "t1q1", "new": "nowhere", "weight": "1"}, "nowhere"),
        ({"old": "t1q1", "new": "t1q1", "weight": "0"}, "au-dessus de 0"),
        ({"old": "t1q1", "new": "t1q1", "weight": "beaucoup"}, "1/3"),
        ({"old": "t1q1", "new": "t1q1", "weight": "1", "choices": "s0"}, "ancien=nouveau"),
        ({"old": "", "new": "", "weight": "1"}, "au moins une question"),
        ({"old": "t1q1", "new": "t1q1", "weight": "1", "choices": "s9=s0"}, "s9"),
    ],
)
def test_a_faulty_link_is_refused_and_the_map_stays(
    sent: dict[str, str], words: str, former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory,
    enter: Enter,
) -> None:  # fmt: skip
    client = enter()
    client.post(at("map_propose", newer, former))
    before = kept(former, newer, in_poitiers)
    page = client.post(f"{at('map_link', newer, former)}?old=t1q1&new=t1q1", sent)
    assert page.status_code == 200
    assert words in page.content.decode().replace("\xa0", " ")
    assert kept(former, newer, in_poitiers) == before


def test_the_table_goes_out_and_comes_back_edited(
    former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory, enter: Enter
) -> None:
    client = enter()
    text = client.get(at("map_file", newer, former)).content.decode("utf-8-sig")
    edited = text.replace("t1q3,,", "t1q3,t1q2,").replace("t1q2,t1q2,1", "t1q2,t1q2,2")
    sent = SimpleUploadedFile("carte.csv", edited.encode())
    client.post(at("map_import", newer, former), {"file": sent})
    found = kept(former, newer, in_poitiers)
    assert found["t1q2", "t1q2"].weight == 2
    assert ("t1q3", "t1q2") in found
    wrong = SimpleUploadedFile("carte.csv", b"old,new,weight\nt1q1,t1q1,lourd\n")
    page = client.post(at("map_import", newer, former), {"file": wrong})
    assert "lourd" in page.content.decode()
    assert kept(former, newer, in_poitiers) == found


def test_filters_keep_what_they_say() -> None:
    links = [Link("a", "x"), Link("b", "x"), Link("c", "y"), Link("d", ""), Link("", "z")]
    document = simple_document()
    found = tables.table(links, document, document, tables.SEVERAL)
    assert [line.link.old for line in found.lines] == ["a", "b"]
    assert found.counts == {"": 5, "reprises": 3, "fusions": 2, "abandonnees": 1, "nouvelles": 1}


def submitted(version: FrameworkVersion, territory: Territory, name: str, steps: dict[str, str]) -> None:
    owner = make_user()
    organisation = make_organisation(owner, name=name)
    assessment = begin_assessment(territory=territory, version=version, kind="company", author=owner)
    assessment = attach(assessment=assessment, organisation=organisation)
    save_answers(assessment=assessment, given={code: Given([step], 0) for code, step in steps.items()})
    submit(assessment=assessment)


STEPS = {f"t{t}q{q}": "s1" for t in (1, 2) for q in (1, 2, 3)}


def test_a_rehearsal_is_asked_followed_read_and_decided_upon(
    former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory, enter: Enter, drain: Callable[[], None]
) -> None:
    submitted(former, in_poitiers, "Menuiserie Clairbois", STEPS | {"t1q1": "s4"})
    submitted(former, in_poitiers, "Librairie des Trois-Ponts", STEPS)
    client = enter(RoleName.ADMINISTRATOR)
    asked = client.post(at("rehearse", newer, former))
    rehearsal = Rehearsal.objects.get()
    address = reverse("codesign:rehearsal", args=[rehearsal.pk])
    assert asked.headers["Location"] == address
    waiting = client.get(address).content.decode()
    assert "<progress" in waiting
    assert "Décision" not in waiting
    drain()
    assert RehearsalLine.objects.count() == 1
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "1 structure sur 2 changerait de niveau" in page
    assert "Menuiserie Clairbois" in page
    assert "Librairie" not in page
    assert "data-over" in client.get(reverse("codesign:rehearsal_progress", args=[rehearsal.pk])).content.decode()
    client.post(address, {"decision": "go", "reason": "Plus juste."})
    rehearsal.refresh_from_db()
    assert (rehearsal.decision, rehearsal.reason) == ("go", "Plus juste.")
    assert "Aller publier" in client.get(address).content.decode()
    again = client.post(address, {"decision": "no_go"}).content.decode()
    assert "notice--error" in again
    rehearsal.refresh_from_db()
    assert rehearsal.decision == "go"


def test_only_an_administrator_decides_and_a_neighbour_finds_nothing(
    former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory, lille: Territory, enter: Enter,
    drain: Callable[[], None],
) -> None:  # fmt: skip
    rehearsal = ask(territory=in_poitiers, source=former, target=newer, user=None)
    drain()
    address = reverse("codesign:rehearsal", args=[rehearsal.pk])
    assert enter().post(address, {"decision": "go"}).status_code == 404
    assert enter(RoleName.READER).post(at("rehearse", newer, former)).status_code == 404
    neighbour = enter(RoleName.ADMINISTRATOR, lille)
    for path in (address, at("map", newer, former), at("map_file", newer, former), at("map_link", newer, former)):
        assert neighbour.get(path).status_code == 404
    rehearsal.refresh_from_db()
    assert not rehearsal.decision


@pytest.mark.parametrize("count", [1, 3])
def test_the_figures_cost_the_same_however_many_move(
    count: int, former: FrameworkVersion, newer: FrameworkVersion, in_poitiers: Territory, enter: Enter,
    drain: Callable[[], None], django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for n in range(count):
        submitted(former, in_poitiers, f"Atelier {n}", STEPS | {"t1q1": "s4"})
    rehearsal = ask(territory=in_poitiers, source=former, target=newer, user=None)
    drain()
    client = enter()
    client.get(reverse("codesign:map_sources", args=[newer.pk]))
    with django_assert_num_queries(27):
        assert client.get(reverse("codesign:rehearsal", args=[rehearsal.pk])).content.count(b"Atelier") >= count
    with django_assert_num_queries(7):
        client.get(reverse("codesign:map_sources", args=[newer.pk]))
    with django_assert_num_queries(28):
        client.get(at("map", newer, former))
    with django_assert_num_queries(6):
        client.get(reverse("codesign:rehearsals", args=[newer.pk]))
