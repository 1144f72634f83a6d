from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.codesign.models import Comment, Room, Vote
from assessments.codesign.queries.rooms import tallies, tally
from assessments.codesign.services import rooms as services
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.codesign.conftest import Enter
from tests.factories.accounts import make_user
from tests.factories.frameworks import simple_document

QUESTIONS = ["t1q1", "t1q2", "t1q3"]


@pytest.fixture
def animator(db: None) -> User:
    return make_user(name="Ana")


@pytest.fixture
def room(draft: FrameworkVersion, in_poitiers: Territory, animator: User) -> Room:
    return services.open_room(
        version=draft, territory=in_poitiers, user=animator, title="Restaurants", questions=QUESTIONS
    )


def phone(territory: Territory) -> Client:
    return Client(headers={"host": territory.host})


def vote(client: Client, room: Room, wish: str, question: str = "t1q1") -> Any:
    return client.post(reverse("codesign:vote", args=[room.code]), {"question": question, "wish": wish}, follow=True)


def test_a_browser_has_one_vote_a_question_that_it_may_change(room: Room, in_poitiers: Territory) -> None:
    one, other = phone(in_poitiers), phone(in_poitiers)
    page = vote(one, room, "keep").content.decode()
    assert "Votre vote est compté" in page
    vote(one, room, "drop")
    vote(other, room, "drop")
    vote(other, room, "change", "t1q2")
    assert dict(tally(room, "t1q1").counts) == {"keep": 0, "change": 0, "drop": 2}
    assert [(row.code, row.total, row.outcome) for row in tallies(room)] == [
        ("t1q1", 2, "drop"), ("t1q2", 1, "change"), ("t1q3", 0, ""),
    ]  # fmt: skip


def test_nothing_in_the_rows_leads_to_a_person(room: Room, in_poitiers: Territory) -> None:
    client = phone(in_poitiers)
    vote(client, room, "keep")
    (kept,) = Vote.objects.values()
    assert set(kept) == {"id", "room_id", "ballot", "question_code", "wish"}
    cookie = client.cookies["atelier"]
    assert kept["ballot"] not in cookie.value
    assert cookie.value.split(":")[0] not in kept["ballot"]
    assert cookie["httponly"]
    assert cookie["path"] == "/atelier/"
    assert "sessionid" not in client.cookies


def test_the_same_browser_stands_for_something_else_in_another_room(
    room: Room, draft: FrameworkVersion, in_poitiers: Territory, animator: User
) -> None:
    second = services.open_room(version=draft, territory=in_poitiers, user=animator, title="Bis", questions=QUESTIONS)
    assert services.ballot_of(room, "x") != services.ballot_of(second, "x")


def test_a_made_up_cookie_is_a_new_browser(room: Room, in_poitiers: Territory) -> None:
    client = phone(in_poitiers)
    client.cookies["atelier"] = "i-am-somebody-else:forged:signature"
    vote(client, room, "keep")
    assert client.cookies["atelier"].value.count(":") == 2
    assert "somebody" not in client.cookies["atelier"].value


def test_a_closed_room_refuses_and_says_so(room: Room, in_poitiers: Territory) -> None:
    client = phone(in_poitiers)
    vote(client, room, "keep")
    services.close_room(room=room)
    page = vote(client, room, "drop").content.decode()
    assert "celui-ci n’a pas été compté" in page
    assert tally(room, "t1q1").counts["keep"] == 1
    with pytest.raises(services.RoomClosed):
        services.cast(room=room, ballot="b", question="t1q1", wish="keep")


def test_what_the_room_does_not_ask_is_refused(room: Room) -> None:
    for question, wish in (("t2q1", "keep"), ("t1q1", "burn"), ("", "")):
        with pytest.raises(ValidationError):
            services.cast(room=room, ballot="b", question=question, wish=wish)
    assert not Vote.objects.exists()


def test_a_room_does_not_fill_without_end(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_BALLOTS", 2)
    for ballot in ("a", "b"):
        services.cast(room=room, ballot=ballot, question="t1q1", wish="keep")
    with pytest.raises(services.RoomFull):
        services.cast(room=room, ballot="c", question="t1q1", wish="keep")
    services.cast(room=room, ballot="a", question="t1q2", wish="drop")
    assert Vote.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_votes_sent_at_once_make_one_row_for_a_browser(national: Territory, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        version = import_document(document=simple_document(code="local"), territory=poitiers)
        room = services.open_room(
            version=version, territory=poitiers, user=make_user(), title="Salle", questions=QUESTIONS
        )

    def cast(number: int) -> None:
        try:
            with territory_scope(poitiers):
                wish = ("keep", "change", "drop")[number % 3]
                services.cast(room=room, ballot=f"b{number % 4}", question="t1q1", wish=wish)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(cast, range(24)))
    with territory_scope(poitiers):
        assert Vote.objects.count() == 4
        assert tally(room, "t1q1").total == 4


def test_the_code_leads_in_whatever_its_case_and_only_here(
    room: Room, in_poitiers: Territory, lille: Territory
) -> None:
    entered = phone(in_poitiers).get(reverse("codesign:enter"), {"code": f" {room.code.lower()} "})
    assert entered.headers["Location"] == reverse("codesign:vote", args=[room.code])
    wrong = phone(in_poitiers).get(reverse("codesign:enter"), {"code": "ZZZZZZ"})
    assert "Regardez à nouveau l’écran" in wrong.content.decode()
    assert phone(lille).get(reverse("codesign:vote", args=[room.code])).status_code == 404


def test_the_screen_shows_one_question_the_counts_and_the_way_in(room: Room, enter: Enter) -> None:
    client = enter()
    services.cast(room=room, ballot="a", question="t1q1", wish="change")
    address = reverse("codesign:room", args=[room.pk])
    page = client.get(address).content.decode()
    assert "Question t1q1" in page
    assert room.code in page
    assert '<svg class="qr"' in page
    assert '<rect width="100%"' in client.get(reverse("codesign:room_count", args=[room.pk])).content.decode()
    client.post(reverse("codesign:room_show", args=[room.pk]), {"place": "1"})
    assert "Question t1q2" in client.get(address).content.decode()
    state = enter("").get(reverse("codesign:room_state", args=[room.code])).json()
    assert state == {"question": "t1q2", "open": True}
    for place in ("99", "-1", "x"):
        client.post(reverse("codesign:room_show", args=[room.pk]), {"place": place})
        room.refresh_from_db()
        assert room.place == (2 if place == "99" else 0)


def test_conclusions_become_comments_on_the_questions_once(room: Room, animator: User, enter: Enter) -> None:
    for ballot, wishes in {
        "a": ("drop", "keep", "change"),
        "b": ("drop", "keep", "keep"),
        "c": ("keep", "keep", "change"),
    }.items():
        for question, wish in zip(QUESTIONS, wishes, strict=True):
            services.cast(room=room, ballot=ballot, question=question, wish=wish)
    with pytest.raises(ValidationError):
        services.propose(room=room, user=animator)
    services.close_room(room=room)
    client = enter()
    page = client.get(reverse("codesign:room_summary", args=[room.pk])).content.decode()
    assert "Inscrire les conclusions" in page
    client.post(reverse("codesign:propose", args=[room.pk]))
    said = {comment.node: comment.text for comment in Comment.objects.all()}
    assert said.keys() == {"t1q1", "t1q3"}
    assert "retirer" in said["t1q1"]
    assert "2 votes sur 3" in said["t1q1"]
    client.post(reverse("codesign:propose", args=[room.pk]))
    assert Comment.objects.count() == 2


def test_between_equal_counts_the_room_changes_least(room: Room) -> None:
    for ballot, wish in (("a", "drop"), ("b", "change")):
        services.cast(room=room, ballot=ballot, question="t1q1", wish=wish)
    assert tally(room, "t1q1").outcome == "change"


def test_rooms_are_opened_on_a_theme_by_who_animates(draft: FrameworkVersion, enter: Enter, lille: Territory) -> None:
    address = reverse("codesign:rooms", args=[draft.pk])
    enter().post(address, {"title": "Hôtels", "theme": "t2"})
    assert Room.objects.get().questions == ["t2q1", "t2q2", "t2q3"]
    assert enter(RoleName.READER).post(address, {"title": "Non"}).status_code == 404
    assert enter(RoleName.ADMINISTRATOR, lille).get(address).status_code == 404
    room = Room.objects.get()
    neighbour = enter(RoleName.ADMINISTRATOR, lille)
    for name in ("room", "room_count", "room_summary"):
        assert neighbour.get(reverse(f"codesign:{name}", args=[room.pk])).status_code == 404
    for name in ("room_show", "close_room", "propose"):
        assert neighbour.post(reverse(f"codesign:{name}", args=[room.pk])).status_code == 404
    assert Room.objects.get().is_open


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_however_long(
    count: int, draft: FrameworkVersion, in_poitiers: Territory, animator: User, enter: Enter,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for n in range(count):
        room = services.open_room(
            version=draft, territory=in_poitiers, user=animator, title=f"Salle {n}", questions=QUESTIONS[: n + 1]
        )
        for ballot in range(n + 1):
            services.cast(room=room, ballot=str(ballot), question="t1q1", wish="keep")
    client = enter()
    client.get(reverse("codesign:rooms", args=[draft.pk]))
    with django_assert_num_queries(17):
        client.get(reverse("codesign:rooms", args=[draft.pk]))
    with django_assert_num_queries(17):
        client.get(reverse("codesign:room_summary", args=[room.pk]))
