"""The desk: write, set rules, adopt, follow, export."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from network.charters import queries, services
from network.charters.domain.rules import Rules
from network.charters.models import Article, Charter, CharterVersion, Signature, SigningKey, Status
from outbox import services as outbox
from territories.models import RoleName, Territory
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_draft, make_signature
from tests.factories.organisations import make_organisation
from tests.factories.territories import make_agent


@pytest.fixture
def administrator(in_poitiers: Territory) -> User:
    return make_agent(in_poitiers, RoleName.ADMINISTRATOR)


@pytest.fixture
def animator(in_poitiers: Territory) -> User:
    return make_agent(in_poitiers, RoleName.ANIMATOR)


def at(name: str, *arguments: object) -> str:
    return reverse(f"charters_desk:{name}", args=arguments)


def titles(version: CharterVersion) -> list[str]:
    return [article.title["fr"] for article in Article.objects.filter(version=version).order_by("position")]


def test_a_first_draft_is_written_without_code(animator: User, in_poitiers: Territory) -> None:
    client = visitor(animator)
    assert "Pas encore de charte" in client.get(at("list")).content.decode()
    answer = client.post(at("new"), {"title": "Notre charte", "scope_kind": "territory"})
    charter = Charter.objects.get()
    assert answer.url == at("charter", charter.pk)  # type: ignore[attr-defined]
    version = queries.version_at_work(charter)
    assert version is not None
    client.post(at("write", version.pk), {"fr": "Nous avançons.", "en": ""})
    for kind, title in (("principle", "Dire vrai"), ("commitment", "Trier")):
        client.post(at("add", version.pk), {"kind": kind, "title_fr": title, "body_fr": "Texte", "theme": ""})
    assert titles(version) == ["Dire vrai", "Trier"]
    last = Article.objects.get(version=version, kind="commitment")
    client.post(at("move", last.pk), {"way": "up"})
    assert titles(version) == ["Trier", "Dire vrai"]
    client.post(at("edit", last.pk), {"kind": "commitment", "title_fr": "Trier mieux", "body_fr": "", "theme": ""})
    client.post(at("remove", Article.objects.get(version=version, kind="principle").pk))
    assert titles(version) == ["Trier mieux"]
    html = client.get(at("write", version.pk)).content.decode()
    assert "Nous avançons." in html
    assert "Trier mieux" in html


def test_a_mistake_keeps_what_was_typed(animator: User) -> None:
    version = make_draft()
    posted = {"kind": "principle", "title_fr": "", "body_fr": "Un long texte", "theme": ""}
    html = visitor(animator).post(at("add", version.pk), posted).content.decode()
    assert "Un long texte" in html
    assert 'aria-invalid="true"' in html
    html = visitor(animator).post(at("new"), {"title": "Autre", "scope_kind": "territory"}).content.decode()
    assert "Le territoire a déjà sa charte" in html
    html = visitor(animator).post(at("new"), {"title": "Parc", "scope_kind": "in_common"}).content.decode()
    assert "Nommez la zone ou le groupe" in html
    assert Charter.objects.count() == 1


def test_guests_of_a_charter_in_common_are_named_by_their_siret(animator: User) -> None:
    guest, unknown = make_organisation(), "12345678901234"
    facts = {"title": "Parc", "scope_kind": "in_common", "group": "Parc", "sirets": f"{guest.siret}\n{unknown}"}
    html = visitor(animator).post(at("new"), facts).content.decode()
    assert re.search(f"Pas inscrit sur ce territoire.:.{unknown}", html)
    visitor(animator).post(at("new"), facts | {"sirets": f"{guest.siret[:9]} {guest.siret[9:]}"})
    assert list(Charter.objects.get().organisations.all()) == [guest]
    assert guest.siret in visitor(animator).get(at("settings", Charter.objects.get().pk)).content.decode()


def test_rules_are_set_on_a_page(animator: User) -> None:
    charter = make_charter()
    client, address = visitor(animator), at("rules", charter.pk)
    posted = {"months": "6", "level": "3", "commitments": "2", "weak_themes": "on", "weak_below": "30"}
    assert client.post(address, posted).status_code == 302
    charter.refresh_from_db()
    assert Rules.from_dict(charter.rules) == Rules(6, 3, 2, False, True, 30)
    html = client.post(address, posted | {"months": ""}).content.decode()
    assert "Un niveau se lit sur un point" in html
    html = client.post(address, posted | {"months": "99"}).content.decode()
    assert 'aria-invalid="true"' in html
    charter.refresh_from_db()
    assert charter.rules["months"] == 6


def test_animators_write_and_administrators_adopt(animator: User, administrator: User) -> None:
    version = make_draft()
    assert visitor(animator).post(at("adopt", version.pk), {"sure": "on"}).status_code == 403
    client = visitor(administrator)
    assert "Cochez cette case" in client.post(at("adopt", version.pk), {}).content.decode()
    assert client.post(at("adopt", version.pk), {"sure": "on"}).status_code == 302
    assert CharterVersion.objects.get().status == Status.ADOPTED
    assert client.get(at("write", version.pk)).status_code == 302
    article = Article.objects.filter(version=version).order_by("position")[0]
    client.post(at("remove", article.pk))
    assert Article.objects.filter(version=version).count() == 5
    client.post(at("start", version.charter_id))
    assert CharterVersion.objects.count() == 2


def test_readers_read_and_strangers_see_nothing(in_poitiers: Territory) -> None:
    charter = make_charter()
    signature = make_signature(charter)
    reader = make_agent(in_poitiers, RoleName.READER)
    for name, pk in (("charter", charter.pk), ("signatories", charter.pk), ("signature", signature.pk)):
        assert visitor(reader).get(at(name, pk)).status_code == 200
        assert visitor(make_user()).get(at(name, pk)).status_code == 403
    version = services.start_version(charter=charter)
    posts = (("new",), ("rules", charter.pk), ("write", version.pk), ("add", version.pk), ("remind", signature.pk),
             ("revoke", signature.pk), ("rotate",), ("discuss", version.pk), ("start", charter.pk))  # fmt: skip
    for post in posts:
        assert visitor(reader).post(at(*post), {}).status_code == 403, post


def test_the_list_is_filtered_by_state_and_exported_as_it_is(animator: User) -> None:
    charter = make_charter()
    make_signature(charter, make_organisation(name="=cmd|calc"))
    ended = make_signature(charter, make_organisation(name="Partie"))
    services.withdraw(signature=ended)
    client = visitor(animator)
    html = client.get(at("signatories", charter.pk), {"state": "withdrawn"}).content.decode()
    assert "Partie" in html
    assert "calc" not in html
    answer = client.get(at("export", charter.pk), {"state": "valid"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert lines[1].startswith("'=cmd|calc;")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_three(animator: User, django_assert_num_queries: Any, count: int) -> None:
    charter = make_charter()
    for number in range(count):
        make_signature(charter)
        make_charter(f"Parc {number}", scope_kind="in_common", group="Parc")
    client = visitor(animator)
    for name, arguments, expected in (("list", (), 4), ("signatories", (charter.pk,), 6)):
        client.get(at(name, *arguments))
        with django_assert_num_queries(expected):
            client.get(at(name, *arguments))


def test_a_reminder_leaves_once_a_day(animator: User) -> None:
    owner = make_user()
    signature = make_signature(make_charter(), make_organisation(owner), owner)
    with time_machine.travel(timezone.now() + timedelta(days=360), tick=True):
        client = visitor(animator)
        for _ in range(2):
            client.post(at("remind", signature.pk))
        outbox.deliver_due()
        outbox.deliver_due()
    assert len([message for message in mail.outbox if "bilan annuel" in message.subject]) == 1


def test_withdrawing_says_why(administrator: User) -> None:
    signature = make_signature()
    client, address = visitor(administrator), at("revoke", signature.pk)
    assert "Dites pourquoi" in client.post(address, {"reason": " "}).content.decode()
    assert client.post(address, {"reason": "Contraire à la charte"}).status_code == 302
    assert Signature.objects.get().ended_as == "revoked"
    assert "Contraire à la charte" in client.get(at("signature", signature.pk)).content.decode()


def test_the_key_is_changed_by_an_administrator(administrator: User, in_poitiers: Territory) -> None:
    first = services.key_of(territory=in_poitiers)
    assert visitor(administrator).post(at("rotate")).status_code == 302
    assert services.key_of(territory=in_poitiers) != first
    assert SigningKey.objects.count() == 2
