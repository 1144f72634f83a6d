"""Pages: who reads, who writes, what a refused form keeps, what they cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from network.cowriting.models import Comment, Proposal, Stance, Writing
from network.cowriting.services import proposals, settling
from network.cowriting.services import writings as services
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.cowriting import WATER, make_amendment, make_article, make_draft, make_writing
from tests.factories.organisations import make_organisation
from tests.network.cowriting.conftest import Cast

pytestmark = pytest.mark.django_db
HOST = {"host": "grand-poitiers.localhost"}
NASTY = "<script>alert(1)</script>"


def browser(user: User | None = None) -> Client:
    client = Client(headers=HOST)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"cowriting:{name}", args=args)


def desk(name: str, *args: Any) -> str:
    return reverse(f"cowriting_desk:{name}", args=args)


def test_everyone_reads_and_nothing_typed_becomes_markup(cast: Cast) -> None:
    made = make_amendment(cast.writing, cast.organisation, cast.user, WATER + NASTY, reason=NASTY)
    proposals.give_opinion(proposal=made, organisation=cast.other, user=cast.other_user, side="object", reason=NASTY)
    proposals.comment(proposal=made, organisation=cast.other, user=cast.other_user, text=NASTY)
    settling.adopt_proposal(proposal=made, user=cast.animator, seen=1, words=WATER + NASTY, answer=NASTY)
    services.sum_up(writing=cast.writing, synthesis=NASTY)
    pages = [address(name, cast.writing.pk) for name in ("detail", "proposals", "journal", "summary")]
    pages += [address("index"), address("proposal", made.pk), address("revision", cast.writing.pk, 2)]
    for page in pages:
        html = browser().get(page).content.decode()
        assert "Charte des acteurs engagés" in html, page
        assert "alert(1)" not in html or "&lt;script&gt;" in html, page
        assert "<script>alert" not in html, page


def test_a_member_proposes_by_the_form_and_words_changed_are_shown(cast: Cast) -> None:
    client = browser(cast.user)
    page = address("amend", cast.writing.pk, "a1")
    assert WATER in client.get(page).content.decode()
    given = {
        "organisation": cast.organisation.pk, "revision": 1, "title": "Eau", "reason": "Mieux.",
        "words": WATER.replace("mois", "semaine"),
    }  # fmt: skip
    made = client.post(page, given)
    proposal = Proposal.objects.get()
    assert made["Location"] == address("proposal", proposal.pk)
    html = browser().get(made["Location"]).content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert proposal.organisation == cast.organisation


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    response = browser(cast.user).post(
        address("propose", cast.writing.pk),
        {"title": "Compost", "words": "Trier les restes.", "article_kind": "principle"},
    )
    html = response.content.decode()
    assert "Trier les restes." in html
    assert "notice--error" in html
    assert not Proposal.objects.exists()


def test_after_the_last_day_posting_is_refused_and_the_text_is_kept(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        client = browser(cast.other_user)
        page = address("comment", made.pk)
        said = client.post(page, {"organisation": cast.other.pk, "text": "Un mot long à retaper."})
        opinion = {"organisation": cast.other.pk, "side": "support", "reason": "Une raison à garder."}
        stance = client.post(address("stance", made.pk), opinion)
        proposal = client.post(
            address("propose", cast.writing.pk),
            {
                "organisation": cast.other.pk,
                "title": "Haies",
                "article_kind": "principle",
                "words": "Planter.",
                "reason": "Ombre.",
            },
        )
    assert said.status_code == 409
    assert "Un mot long à retaper." in said.content.decode()
    assert "Une raison à garder." in stance.content.decode()
    assert "Planter." in proposal.content.decode()
    assert (Comment.objects.count(), Stance.objects.count(), Proposal.objects.count()) == (0, 0, 1)


def test_a_stranger_cannot_write(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    stranger = browser(make_user())
    assert stranger.get(address("propose", cast.writing.pk)).status_code == 403
    assert stranger.post(address("comment", made.pk), {"text": "Bonjour"}).status_code == 403
    assert stranger.post(address("withdraw", made.pk)).status_code == 403
    assert browser().get(address("propose", cast.writing.pk)).status_code == 302
    forged = browser(cast.other_user).post(
        address("comment", made.pk), {"organisation": cast.organisation.pk, "text": "Au nom d’une autre"}
    )
    assert forged.status_code == 400
    assert not Comment.objects.exists()


def test_a_hidden_comment_is_read_by_its_author_alone(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    said = proposals.comment(proposal=made, organisation=cast.other, user=cast.other_user, text="Des mots de trop")
    page = address("proposal", made.pk)
    assert "Des mots de trop" in browser().get(page).content.decode()
    browser(cast.animator).post(desk("hide", said.pk), {"reason": "Hors sujet"})
    assert "Des mots de trop" not in browser().get(page).content.decode()
    assert "Hors sujet" in browser().get(page).content.decode()
    assert "Des mots de trop" in browser(cast.other_user).get(page).content.decode()


def test_the_team_opens_answers_closes_and_an_administrator_adopts(cast: Cast) -> None:
    team, today = browser(cast.animator), timezone.localdate()
    draft = make_draft(title="Zone de la Loge", scope_kind="in_common", group="La Loge")
    days = {"opens_on": today, "closes_on": today - timedelta(1), "introduction": "Dites tout."}
    assert "Dites tout." in team.post(desk("open", draft.pk), days).content.decode()
    team.post(desk("open", draft.pk), days | {"closes_on": today})
    writing = Writing.objects.get(version=draft)
    team.post(desk("invite", writing.pk), {"organisations": [cast.organisation.pk]})
    made = make_article(writing, cast.organisation, cast.user)
    html = team.get(desk("settle", made.pk)).content.decode()
    assert made.words in html
    answer = {"seen": 1, "words": made.words, "answer": "", "act": "adopt"}
    assert team.post(desk("settle", made.pk), answer)["Location"] == desk("writing", writing.pk)
    team.post(desk("close", writing.pk))
    assert team.post(desk("adopt", writing.pk)).status_code == 403
    browser(cast.administrator).post(desk("adopt", writing.pk))
    writing.refresh_from_db()
    assert writing.adopted_at is not None


def test_a_text_that_moved_meanwhile_is_shown_and_the_wording_kept(cast: Cast) -> None:
    one = make_amendment(cast.writing, cast.organisation, cast.user, WATER.replace("mois", "jour"))
    two = make_amendment(cast.writing, cast.other, cast.other_user, WATER.replace("mois", "trimestre"))
    settling.adopt_proposal(proposal=one, user=cast.animator, seen=1, words=one.words)
    stale = {"seen": 1, "words": "Ma rédaction à moi.", "answer": "Parce que.", "act": "adopt"}
    response = browser(cast.animator).post(desk("settle", two.pk), stale)
    html = response.content.decode()
    assert response.status_code == 400
    assert "Ma rédaction à moi." in html
    assert 'name="seen" value="2"' in html
    assert Proposal.objects.get(pk=two.pk).is_open


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_and_three(
    cast: Cast, count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(count):
        made = make_article(cast.writing, cast.organisation, cast.user, title=f"Article {number}")
        said = proposals.comment(proposal=made, organisation=cast.other, user=cast.other_user, text="Bien.")
        proposals.comment(proposal=made, organisation=cast.organisation, user=cast.user, text="Merci.", to=said)
        make_writing(make_draft(title=f"Zone {number}", scope_kind="in_common", group="Zone"))
    client = browser()
    client.get(address("index"))
    costs = {
        address("index"): 1, address("detail", cast.writing.pk): 4, address("proposals", cast.writing.pk): 4,
        address("journal", cast.writing.pk): 3, address("summary", cast.writing.pk): 3,
        address("proposal", made.pk): 4,
    }  # fmt: skip
    for page, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_for_one_and_three(
    cast: Cast, count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(count):
        make_article(cast.writing, make_organisation(cast.user), cast.user, title=f"Article {number}")
        make_draft(title=f"Zone {number}", scope_kind="in_common", group="Zone")
    client = browser(cast.animator)
    client.get(desk("index"))
    for page, queries in {desk("index"): 5, desk("writing", cast.writing.pk): 8}.items():
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


def test_another_territory_sees_nothing(cast: Cast, lille: Territory) -> None:
    elsewhere = Client(headers={"host": "lille.localhost"})
    assert elsewhere.get(address("detail", cast.writing.pk)).status_code == 404
    assert "Charte des acteurs" not in elsewhere.get(address("index")).content.decode()
