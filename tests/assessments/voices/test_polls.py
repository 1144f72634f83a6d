"""Employees: one link, one ballot a browser, totals only, nothing shown under five."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.voices import queries, services
from assessments.voices.models import Poll, Tally
from assessments.voices.views import ballots
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.voices.conftest import HOST
from tests.factories import voices as make


@pytest.fixture
def poll(draft: Assessment, owner: User, poitiers: Territory) -> Poll:
    with territory_scope(poitiers):
        return make.make_poll(draft, owner, ("t1q1", "t2q1"))


def counted(poll: Poll) -> dict[str, Any]:
    with territory_scope(poll.assessment.territory):
        poll.refresh_from_db()
        return {code: by_item[""] for code, by_item in queries.counts_of([poll])[poll].items()}


def shown_to(owner: User, poll: Poll) -> str:
    client = make.signed_in(owner, poll.assessment.territory)
    return client.get(f"/regards/sondage/{poll.pk}/").content.decode()


def test_from_the_form_to_the_link(draft: Assessment, owner: User, poitiers: Territory) -> None:
    client = make.signed_in(owner, poitiers)
    facts = {"questions": ["t1q1"], "until": make.soon().date().isoformat()}
    made = client.post(f"/regards/{draft.pk}/sonder/", facts)
    with territory_scope(poitiers):
        poll = Poll.objects.get()
    assert made.headers["Location"] == f"/regards/sondage/{poll.pk}/"
    page = client.get(made.headers["Location"]).content.decode()
    assert make.ballot_link(poll) in page
    assert 'class="qr"' in page


def test_one_ballot_a_browser(poll: Poll, browser: Client) -> None:
    link = make.ballot_link(poll)
    first = browser.post(link, {"q-t1q1": "s3"})
    assert first.status_code == 200
    cookie = first.cookies["regard"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (link, True, "Lax")
    assert browser.post(link, {"q-t1q1": "s1"}).status_code == 409
    assert "déjà répondu" in browser.get(link).content.decode()
    assert counted(poll) == {"t1q1": {"s3": 1}}
    assert poll.ballots == 1


def test_nothing_ties_a_ballot_to_a_person(poll: Poll, owner: User, poitiers: Territory) -> None:
    client = make.signed_in(owner, poitiers)
    before = dict(client.session)
    given = client.post(make.ballot_link(poll), {"q-t1q1": "s3", "q-t2q1": "s0"})
    assert dict(client.session) == before
    other = Client(headers={"host": HOST})
    again = other.post(make.ballot_link(poll), {"q-t1q1": "s2"})
    word = given.cookies["regard"].value.split(":")[0]
    assert word == again.cookies["regard"].value.split(":")[0] == "1"  # the same for everyone
    kept = {field.name for field in Tally._meta.get_fields() if isinstance(field, models.Field)}
    assert kept == {"id", "poll", "question_code", "item", "choice", "count"}


def test_a_cookie_of_one_poll_says_nothing_in_another(
    poll: Poll, draft: Assessment, owner: User, poitiers: Territory, browser: Client
) -> None:
    with territory_scope(poitiers):
        other = make.make_poll(draft, owner)
    browser.post(make.ballot_link(poll), {"q-t1q1": "s3"})
    browser.cookies["regard"]["path"] = "/"
    assert browser.post(make.ballot_link(other), {"q-t1q1": "s3"}).status_code == 200
    assert counted(other) == {"t1q1": {"s3": 1}}


class TestReading:
    def test_fewer_than_five_are_not_shown(self, poll: Poll, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            make.vote(poll, "s0", "s0", "s0", "s4")
            services.close_poll(poll=poll)
            assert queries.gaps_of(poll.assessment) == []
        page = shown_to(owner, poll)
        assert "Non affiché" in page
        assert "Étape" not in page

    def test_nothing_moves_one_ballot_at_a_time(self, poll: Poll, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            make.vote(poll, *["s0"] * 6)
        assert "Étape" not in shown_to(owner, poll)

    def test_a_question_that_fewer_answered_stays_hidden(self, poll: Poll, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            make.vote(poll, *["s0"] * 5)
            make.vote(poll, "s4", code="t2q1")
            services.close_poll(poll=poll)
        page = shown_to(owner, poll)
        assert "Étape 0" in page
        assert page.count("moins de 5 personnes") == 1

    def test_only_the_owners(self, poll: Poll, draft: Assessment, poitiers: Territory, browser: Client) -> None:
        with territory_scope(poitiers):
            contributor, noe = make.make_contributor(draft), make.make_animator(poitiers)
        for user in (contributor, noe):
            client = make.signed_in(user, poitiers)
            assert client.get(f"/regards/sondage/{poll.pk}/").status_code == 404
            assert client.post(f"/regards/sondage/{poll.pk}/clore/").status_code == 404
            assert client.get(f"/regards/{draft.pk}/sonder/").status_code == 404
        with territory_scope(poitiers):
            assert Poll.objects.get().is_open


class TestRefused:
    def test_after_the_date(self, poll: Poll, browser: Client) -> None:
        with time_machine.travel(timezone.now() + timedelta(days=10), tick=True):
            assert browser.get(make.ballot_link(poll)).status_code == 410
            assert browser.post(make.ballot_link(poll), {"q-t1q1": "s3"}).status_code == 410
        assert counted(poll) == {}

    def test_closed_between_the_page_and_the_ballot(self, poll: Poll, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            stale = Poll.objects.select_related("assessment__version").get()
            services.close_poll(poll=poll)
            with pytest.raises(services.PollClosed):
                make.vote(stale, "s1")
        assert counted(poll) == {}

    @pytest.mark.parametrize("given", [{}, {"q-t1q1": "s9"}, {"q-t1q1=item": "s1"}, {"q-t1q2": "s1"}])
    def test_what_was_not_offered(self, poll: Poll, browser: Client, given: dict[str, str]) -> None:
        refused = browser.post(make.ballot_link(poll), given)
        assert refused.status_code == 400
        assert "regard" not in refused.cookies
        assert counted(poll) == {}

    def test_a_script_is_slowed_down(self, poll: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ballots, "BALLOTS_AN_ADDRESS", 2)
        codes = []
        for _browser in range(3):
            client = Client(headers={"host": HOST})
            codes.append(client.post(make.ballot_link(poll), {"q-t1q1": "s3"}).status_code)
        assert codes == [200, 200, 400]

    @pytest.mark.parametrize(
        "facts",
        [{"questions": ()}, {"questions": ("none",)}, {"days": 0}, {"days": 100}],
    )
    def test_what_cannot_be_opened(
        self, draft: Assessment, owner: User, poitiers: Territory, facts: dict[str, Any]
    ) -> None:
        with territory_scope(poitiers), pytest.raises(ValidationError):
            make.make_poll(draft, owner, **facts)

    def test_a_link_of_elsewhere_opens_nothing(self, poll: Poll, lille: Territory, browser: Client) -> None:
        assert Client(headers={"host": lille.host}).get(make.ballot_link(poll)).status_code == 404
        assert browser.get("/regards/vote/made-up/").status_code == 404
