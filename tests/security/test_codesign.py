"""Building a questionnaire with others: what is private stays so, one browser is one vote, nothing typed can hurt."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.codesign.models import Room, Vote
from assessments.codesign.services import rooms
from assessments.codesign.services.sharing import share
from assessments.codesign.tables import weight_from
from assessments.codesign.views import voting
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.sheets.conditions import Unclear, heard
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import extend, import_document, publish
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.frameworks import simple_document
from tests.factories.territories import make_agent
from tests.security.world import browser

LICENCE = "Licence Ouverte 2.0"
HUGE = ("1e99999999", "1E-99999999", "1e+5", "9" * 5000)


def published(territory: Territory, code: str, sharing: str = "private") -> FrameworkVersion:
    with territory_scope(territory):
        document = replace(simple_document(code=code), licence=LICENCE)
        return share(version=publish(version=import_document(document=document, territory=territory)), sharing=sharing)


def layer(base: FrameworkVersion, territory: Territory) -> FrameworkVersion:
    with territory_scope(territory):
        title = {"fr": "Le nôtre", "en": "Ours"}
        return publish(version=extend(base=base, territory=territory, code="couche", title=title, number="1"))


class TestWhatALayerHolds:
    """Its rows are the whole of its base: sharing the layer shares the base."""

    def test_a_layer_is_not_public_over_what_is_not(self, national: Territory, lille: Territory) -> None:
        core = published(national, "socle")
        over = layer(core, lille)
        with territory_scope(lille), pytest.raises(ValidationError, match="socle@"):
            share(version=over, sharing="public")
        with territory_scope(national):
            share(version=core, sharing="public")
        with territory_scope(lille):
            assert share(version=over, sharing="public").sharing == "public"

    def test_a_layer_is_public_no_more_once_its_base_is_not(self, national: Territory, lille: Territory) -> None:
        core = published(national, "socle", "public")
        over = layer(core, lille)
        with territory_scope(lille):
            share(version=over, sharing="public")
        reader, address = browser(national), reverse("codesign:reader", args=[over.pk])
        file = reverse("codesign:download", args=[over.pk, "yaml"])
        assert (reader.get(address).status_code, reader.get(file).status_code) == (200, 200)
        with territory_scope(national):
            share(version=core, sharing="territories")
        assert (reader.get(address).status_code, reader.get(file).status_code) == (404, 404)
        assert "Le nôtre" not in reader.get(reverse("codesign:public")).content.decode()

    def test_who_sees_the_base_anyhow_may_copy_the_layer(
        self, national: Territory, lille: Territory, poitiers: Territory
    ) -> None:
        over = layer(published(national, "socle"), lille)
        with territory_scope(lille):
            share(version=over, sharing="territories")
        team = browser(poitiers, make_agent(poitiers, RoleName.ANIMATOR))
        assert team.get(reverse("codesign:fork", args=[over.pk])).status_code == 200


def test_a_text_too_long_for_a_worksheet_leaves_the_other_files(national: Territory, lille: Territory) -> None:
    document = replace(simple_document(code="long"), licence=LICENCE, description={"fr": "x" * 40_000, "en": "x"})
    with territory_scope(lille):
        version = share(version=publish(version=import_document(document=document, territory=lille)), sharing="public")
    said = {
        form: browser(national).get(reverse("codesign:download", args=[version.pk, form])).status_code
        for form in ("yaml", "json", "xlsx")
    }
    assert said == {"yaml": 200, "json": 200, "xlsx": 404}


class TestBallots:
    @pytest.fixture
    def two_rooms(self, poitiers: Territory) -> Iterator[tuple[Room, Room]]:
        with territory_scope(poitiers):
            version = import_document(document=simple_document(code="local"), territory=poitiers)
            user, asked = make_user(), ["t1q1"]
            yield tuple(  # type: ignore[misc]
                rooms.open_room(version=version, territory=poitiers, user=user, title=title, questions=asked)
                for title in ("Une", "Deux")
            )

    def cast(self, client: Client, room: Room) -> Any:
        return client.post(reverse("codesign:vote", args=[room.code]), {"question": "t1q1", "wish": "drop"})

    def test_cookies_taken_in_one_room_do_not_fill_another(
        self, two_rooms: tuple[Room, Room], poitiers: Territory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(voting, "BALLOTS_AN_ADDRESS", 3)
        first, second = two_rooms
        phones = [browser(poitiers) for _ in range(3)]
        for phone in phones:
            self.cast(phone, first)
        self.cast(browser(poitiers), second)
        for phone in phones:
            self.cast(phone, second)
        assert Vote.objects.filter(room=first).count() == 3
        assert Vote.objects.filter(room=second).count() == 3
        self.cast(phones[0], first)  # one that voted here before is not counted as another
        assert Vote.objects.filter(room=first).count() == 3

    def test_a_code_that_no_query_takes_is_no_room(self, poitiers: Territory) -> None:
        client = browser(poitiers)
        assert client.get("/atelier/%00ABCDE/").status_code == 404
        assert client.get("/atelier/AB%00CDE/etat/").status_code == 404


class TestNumbersThatWouldFillTheMemory:
    @pytest.mark.parametrize("typed", HUGE)
    def test_as_the_weight_of_a_link(self, typed: str) -> None:
        began = time.monotonic()
        with pytest.raises(ValidationError):
            weight_from(typed)
        with pytest.raises(mapping.Unreadable):
            mapping.read_csv(f"old,new,weight\na,b,{typed}\n".encode())
        assert time.monotonic() - began < 1

    def test_those_that_people_write_are_read(self) -> None:
        links = mapping.read_csv(b"old;new;weight\na;b;0,5\na;c;1/3\nd;e;\n")
        assert [str(link.weight) for link in links] == ["1/2", "1/3", "1"]


@pytest.fixture
def draft(poitiers: Territory) -> FrameworkVersion:
    with territory_scope(poitiers):
        return import_document(document=simple_document(code="local"), territory=poitiers)


def test_a_comment_on_a_node_that_no_query_takes(draft: FrameworkVersion, poitiers: Territory) -> None:
    client = browser(poitiers, make_agent(poitiers, RoleName.ANIMATOR))
    address = reverse("codesign:comments", args=[draft.pk])
    assert client.get(address, {"node": "t1\0q1"}).status_code == 200
    assert client.post(address, {"node": "t1\0q1", "text": "Vu"}).headers["Location"] == f"{address}?node=t1q1"


def test_a_condition_that_goes_on_for_ever_is_a_problem_of_its_cell() -> None:
    for text in ("not " * 5000 + "EN1", "not (" * 500 + "EN1", "(" * 500 + "EN1"):
        with pytest.raises(Unclear):
            heard(text)
    assert heard("not (EN1 = a and not (EN2))") == {
        "not": {"all": [{"question": "EN1", "among": ["a"]}, {"not": {"question": "EN2"}}]}
    }


@pytest.mark.django_db(transaction=True)
def test_two_drafts_published_at_once_leave_one_published(national: Territory, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        drafts = [
            import_document(document=simple_document(code="local", version=str(n)), territory=poitiers)
            for n in range(4)
        ]

    def go(draft: FrameworkVersion) -> None:
        try:
            with territory_scope(poitiers):
                publish(version=draft)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(go, drafts))
    with territory_scope(poitiers):
        statuses = sorted(FrameworkVersion.objects.values_list("status", flat=True))
    assert statuses == ["published", "retired", "retired", "retired"]
