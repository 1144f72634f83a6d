"""The check page of an assessment begun again says what is answered otherwise than last time."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from assessments.responses.carrying import begin_again
from assessments.responses.models import Assessment
from assessments.responses.services import freeze
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.responses import answer, make_assessment

HOST = {"headers": {"host": "grand-poitiers.localhost", "accept-language": "en"}}


@pytest.fixture
def user(db: None) -> User:
    return make_user()


@pytest.fixture
def again(in_poitiers: Territory, user: User) -> Assessment:
    former = make_assessment(author=user)
    for code, text in {"E1": "b", "E2": "yes", "F1": "40", "F2": "12", "F4": "Merci"}.items():
        answer(former, code, text)
    return begin_again(former=freeze(assessment=former), author=user, territory=in_poitiers)


def check(client: Client, assessment: Assessment) -> str:
    return client.get(f"/faire-le-point/{assessment.pk}/verifier/", **HOST).content.decode()


def changed(html: str) -> str:
    return html.split('id="changes"')[1].split("</section>")[0]


def test_before_and_now_for_what_changed_alone(again: Assessment, user: User, client: Client) -> None:
    client.force_login(user)
    assert 'id="changes"' not in check(client, again)
    answer(again, "E2", "no", seen=1)
    answer(again, "F2", "15", seen=1)
    answer(again, "F4", "Merci encore", seen=1)  # a text stands beside nothing
    told = changed(check(client, again))
    assert told.count("<dt>") == 2
    before, now = told.split("<dt>")[2].split("<strong>")
    assert "12" in before
    assert "15" in now
    answer(again, "E2", "yes", seen=2)
    assert changed(check(client, again)).count("<dt>") == 1


def test_a_first_assessment_has_nothing_to_say(in_poitiers: Territory, user: User, client: Client) -> None:
    first = make_assessment(author=user)
    answer(first, "E1", "b")
    client.force_login(user)
    assert 'id="changes"' not in check(client, first)


def test_it_costs_the_same_with_one_change_or_three(again: Assessment, user: User, client: Client) -> None:
    client.force_login(user)
    check(client, again)
    spent = []
    for changes in ({"E2": "no"}, {"E1": "a", "F1": "41", "F2": "15"}):
        for code, text in changes.items():
            answer(again, code, text, seen=1)
        with CaptureQueriesContext(connection) as caught:
            check(client, again)
        spent.append(len(caught))
    assert spent[0] == spent[1]


def test_it_speaks_french(again: Assessment, user: User, client: Client) -> None:
    client.force_login(user)
    answer(again, "E2", "no", seen=1)
    html = client.get(f"/faire-le-point/{again.pk}/verifier/", headers={"host": HOST["headers"]["host"]})
    assert "Ce qui a changé depuis la dernière fois" in html.content.decode()
