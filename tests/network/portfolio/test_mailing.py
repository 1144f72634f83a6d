"""One message to several: previewed, sent once, stopped by who wants it no more."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from network.portfolio import services, tokens
from network.portfolio.models import Exchange, Letter, Mailing, Refusal
from network.portfolio.services import mailing as mailings
from organisations.models import Membership, Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation

WRITE = "/bureau/portefeuille/ecrire/"
Drain = Callable[[], None]


@pytest.fixture
def known(bakery: Organisation) -> Organisation:
    """The bakery, whose functional address is known."""
    services.add_address(organisation=bakery, email="contact@pain.example")
    return bakery


def sent(client: Client, *organisations: Organisation, step: str = "preview", **more: str) -> str:
    keys = [str(one.pk) for one in organisations]
    facts = {"pick": keys, "purpose": "invite", "text": "Venez voir où vous en êtes.", "step": step, **more}
    return client.post(WRITE, facts, follow=True).content.decode()


def test_it_is_written_previewed_then_leaves(desk: Client, known: Organisation, drain: Drain) -> None:
    other = make_organisation(name="Sans adresse")
    composed = desk.post(WRITE, {"pick": [str(known.pk), str(other.pk)]}).content.decode()
    assert "Grand Poitiers" in composed
    preview = sent(desk, known, other)
    assert "contact@pain.example" in preview
    assert "aucune adresse" in preview
    assert not Mailing.objects.exists()
    assert "0 message parti sur 1" in sent(desk, known, other, step="send", expected="1")
    drain()
    (letter,) = mail.outbox
    assert letter.to == ["contact@pain.example"]
    assert "Venez voir où vous en êtes." in letter.body
    assert Letter.objects.get().sent_at is not None
    assert Exchange.objects.get().kind == "sent"


def test_the_link_lets_someone_answer_for_the_organisation(
    desk: Client, known: Organisation, drain: Drain, in_poitiers: Territory
) -> None:
    sent(desk, known, step="send", expected="1")
    drain()
    path = re.search(r"http://[^/]+(/structures/invitation/\S+)", mail.outbox[0].body)
    assert path
    baker = make_user("contact@pain.example")
    client = Client(headers={"host": in_poitiers.host})
    client.force_login(baker, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(path[1]).status_code == 200
    client.post(path[1], {"answer": "accept"})
    assert Membership.objects.get().user == baker


def test_what_changed_since_the_preview_is_shown_again(desk: Client, known: Organisation) -> None:
    assert "La liste a changé" in sent(desk, known, step="send", expected="2")
    assert not Mailing.objects.exists()


def test_a_double_click_sends_once(desk: Client, known: Organisation, drain: Drain) -> None:
    for _ in range(2):
        sent(desk, known, step="send", expected="1")
    drain()
    assert len(mail.outbox) == 1


def test_a_batch_asks_for_the_next(
    desk: Client, agent: User, in_poitiers: Territory, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailings, "BATCH", 2)
    many = [make_organisation(name=f"Structure {rank}") for rank in range(5)]
    for rank, one in enumerate(many):
        services.add_address(organisation=one, email=f"a{rank}@exemple.fr")
    sent(desk, *many, step="send", expected="5")
    drain()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"a{rank}@exemple.fr" for rank in range(5)]


def test_nobody_chosen_sends_nothing(desk: Client, in_poitiers: Territory) -> None:
    assert "Choisissez" in desk.post(WRITE, {}, follow=True).content.decode()


def test_an_empty_message_is_refused(desk: Client, known: Organisation) -> None:
    response = desk.post(WRITE, {"pick": str(known.pk), "purpose": "invite", "text": " ", "step": "send"})
    assert response.status_code == 400
    assert not Mailing.objects.exists()


def test_who_refuses_is_written_to_no_more(
    desk: Client, known: Organisation, in_poitiers: Territory, drain: Drain
) -> None:
    sent(desk, known, step="send", expected="1")
    drain()
    path = re.search(r"http://[^/]+(/suivi/stop/\S+)", mail.outbox[0].body)
    assert path
    visitor = Client(headers={"host": in_poitiers.host})
    visitor.get(path[1])
    assert not Refusal.objects.exists()  # a mail program that opens links in advance refuses nothing
    visitor.post(path[1])
    visitor.post(path[1])
    assert Refusal.objects.get().email == "contact@pain.example"
    Exchange.objects.all().delete()
    assert "ne plus recevoir" in sent(desk, known)


def test_a_made_up_link_stops_nothing(in_poitiers: Territory) -> None:
    visitor = Client(headers={"host": in_poitiers.host})
    assert visitor.post("/suivi/stop/contact@pain.example/").status_code == 404
    assert not Refusal.objects.exists()


def test_a_refusal_is_one_territorys(in_poitiers: Territory, lille: Territory) -> None:
    Client(headers={"host": lille.host}).post(f"/suivi/stop/{tokens.make('a@b.fr', lille)}/")
    assert not Refusal.objects.exists()
    with territory_scope(lille):
        assert Refusal.objects.get().since <= timezone.now()
