"""A text from its opening to its adoption."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.charters.models import CharterVersion, ScopeKind, Status
from network.charters.services import adopt, edit_article
from network.cowriting.domain.states import Settled
from network.cowriting.models import Entry, Proposal, Revision, What, Who
from network.cowriting.queries import writings as queries
from network.cowriting.receivers import end_its_writing, tell_its_author
from network.cowriting.services import proposals, settling, texts
from network.cowriting.services import writings as services
from notifications.messages import MAIL_TOPIC
from outbox.models import Event
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.cowriting import WATER, make_amendment, make_article, make_draft, make_writing
from tests.factories.organisations import make_organisation
from tests.network.cowriting.conftest import Cast

pytestmark = pytest.mark.django_db


def topics() -> list[str]:
    return list(Event.objects.order_by("created_at").values_list("topic", flat=True))


def whats(cast: Cast) -> list[str]:
    return list(Entry.objects.filter(writing=cast.writing).order_by("pk").values_list("what", flat=True))


def test_opening_keeps_the_first_text_and_says_so(cast: Cast) -> None:
    version = CharterVersion.objects.get(pk=cast.writing.version_id)
    assert version.status == Status.DISCUSSED
    first = queries.current(cast.writing)
    assert (first.number, first.text.passage("a1")) == (1, WATER)
    assert "charter_discussion_opened" in topics()
    with pytest.raises(ValidationError):
        make_writing(version)


def test_days_reversed_or_past_are_refused(in_poitiers: Territory) -> None:
    today, draft = timezone.localdate(), make_draft()
    for opens, closes in ((today, today - timedelta(1)), (today - timedelta(9), today - timedelta(1))):
        with pytest.raises(ValidationError) as refusal:
            make_writing(draft, opens_on=opens, closes_on=closes)
        assert "closes_on" in refusal.value.error_dict
    assert CharterVersion.objects.get(pk=draft.pk).status == Status.DRAFT


def test_an_amendment_is_merged_as_it_is(cast: Cast) -> None:
    words = WATER.replace("chaque mois", "chaque semaine")
    made = make_amendment(cast.writing, cast.organisation, cast.user, words)
    kept = settling.adopt_proposal(proposal=made, user=cast.animator, seen=1, words=words)
    made.refresh_from_db()
    assert (made.state, kept.number, kept.text.passage("a1")) == ("merged", 2, words)
    assert texts.read(cast.writing.version, "fr") == kept.text
    assert Revision.objects.get(writing=cast.writing, number=1).text.passage("a1") == WATER
    assert whats(cast) == [What.OPENED, What.PROPOSED, What.MERGED]
    assert topics()[-1] == "proposal_settled"


def test_two_amendments_of_other_words_go_together(cast: Cast) -> None:
    one = make_amendment(cast.writing, cast.organisation, cast.user, WATER.replace("chaque mois", "chaque semaine"))
    two = make_amendment(cast.writing, cast.other, cast.other_user, WATER.replace("affichons.", "publions."))
    settling.adopt_proposal(proposal=one, user=cast.animator, seen=1, words=one.words)
    both = WATER.replace("chaque mois", "chaque semaine").replace("affichons.", "publions.")
    kept = settling.adopt_proposal(proposal=two, user=cast.animator, seen=2, words=both)
    assert kept.text.passage("a1") == both
    assert Proposal.objects.get(pk=two.pk).state == "merged"


def test_the_same_words_touched_twice_are_decided_by_hand(cast: Cast) -> None:
    one = make_amendment(cast.writing, cast.organisation, cast.user, WATER.replace("chaque mois", "chaque semaine"))
    two = make_amendment(cast.writing, cast.other, cast.other_user, WATER.replace("chaque mois", "chaque jour"))
    settling.adopt_proposal(proposal=one, user=cast.animator, seen=1, words=one.words)
    chosen = WATER.replace("chaque mois", "chaque jour ouvré")
    with pytest.raises(ValidationError) as refusal:
        settling.adopt_proposal(proposal=two, user=cast.animator, seen=2, words=chosen)
    assert "answer" in refusal.value.error_dict
    settling.adopt_proposal(proposal=two, user=cast.animator, seen=2, words=chosen, answer="Un compromis.")
    assert Proposal.objects.get(pk=two.pk).state == "changed"


def test_two_agents_at_once_the_second_looks_again(cast: Cast) -> None:
    one = make_amendment(cast.writing, cast.organisation, cast.user, WATER + " Toujours.")
    two = make_article(cast.writing, cast.other, cast.other_user)
    settling.adopt_proposal(proposal=one, user=cast.animator, seen=1, words=one.words)
    with pytest.raises(settling.TextMoved):
        settling.adopt_proposal(proposal=two, user=cast.administrator, seen=1, words=two.words)
    with pytest.raises(Settled):
        settling.set_aside(proposal=one, user=cast.administrator, answer="Trop tard.")
    assert Revision.objects.filter(writing=cast.writing).count() == 2
    assert Proposal.objects.get(pk=two.pk).is_open


def test_a_new_article_comes_last(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user, article_kind="commitment")
    kept = settling.adopt_proposal(proposal=made, user=cast.animator, seen=1, words=made.words)
    assert (kept.text.articles[-1].title, kept.text.articles[-1].kind) == ("Vélo", "commitment")


def test_what_the_team_writes_in_the_charter_itself_is_told(cast: Cast) -> None:
    made = make_amendment(cast.writing, cast.organisation, cast.user, WATER + " Toujours.")
    row = cast.writing.version.articles.get(code="a2")
    edit_article(article=row, title=row.title, body={"fr": "Autrement."}, kind=row.kind)
    with pytest.raises(settling.TextMoved):
        settling.adopt_proposal(proposal=made, user=cast.animator, seen=1, words=made.words)


def test_setting_aside_asks_for_a_reason(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    with pytest.raises(ValidationError):
        settling.set_aside(proposal=made, user=cast.animator, answer="  ")
    settling.set_aside(proposal=made, user=cast.animator, answer="Déjà dans l’article 1.")
    assert Proposal.objects.get(pk=made.pk).answer == "Déjà dans l’article 1."
    with pytest.raises(Settled):
        proposals.withdraw(proposal=made, user=cast.user)


def test_an_amendment_that_changes_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_amendment(cast.writing, cast.organisation, cast.user, f"{WATER}  \r\n")
    assert "words" in refusal.value.error_dict


def test_an_opinion_may_change_and_the_journal_keeps_both(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    for side, reason in (("support", "Oui."), ("object", "Finalement non.")):
        proposals.give_opinion(proposal=made, organisation=cast.other, user=cast.other_user, side=side, reason=reason)
    assert [(one.side, one.reason) for one in made.stances.all()] == [("object", "Finalement non.")]
    assert whats(cast)[-2:] == [What.SUPPORTED, What.OBJECTED]


def test_nothing_is_posted_after_the_last_day_unless_it_is_moved(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    last = cast.writing.closes_on
    with time_machine.travel(timezone.now() + timedelta(days=21)):
        for attempt in (
            lambda: make_article(cast.writing, cast.organisation, cast.user, "Encore"),
            lambda: proposals.give_opinion(
                proposal=made, organisation=cast.other, user=cast.other_user, side="support", reason="Oui."
            ),
            lambda: proposals.comment(proposal=made, organisation=cast.other, user=cast.other_user, text="Tard."),
            lambda: proposals.withdraw(proposal=made, user=cast.user),
        ):
            with pytest.raises(ValidationError, match=str(last.day)):
                attempt()
        assert services.tell_closings() == 1
        assert services.tell_closings() == 0
        assert topics()[-1] == "charter_discussion_closed"
        today = timezone.localdate()
        services.move(writing=cast.writing, opens_on=today, closes_on=today, reason="On nous l’a demandé.")
        make_article(cast.writing, cast.organisation, cast.user, "Encore")
    assert "On nous l’a demandé." in Entry.objects.get(what=What.MOVED).detail


def test_only_members_of_an_organisation_that_takes_part_write(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        make_article(cast.writing, cast.organisation, cast.other_user)
    with pytest.raises(ValidationError):
        make_article(cast.writing, cast.organisation, make_user())


def test_a_charter_in_common_is_written_by_its_guests(cast: Cast) -> None:
    guest_user = make_user()
    guest = make_organisation(guest_user)
    version = make_draft(
        title="Zone de la Loge", scope_kind=ScopeKind.IN_COMMON, group="La Loge", organisations=[guest]
    )
    writing = make_writing(version, who=Who.EVERYONE)
    assert writing.who == Who.INVITED
    make_article(writing, guest, guest_user)
    with pytest.raises(ValidationError):
        make_article(writing, cast.organisation, cast.user)
    assert services.invite(writing=writing, organisations=[cast.organisation, guest]) == 1
    make_article(writing, cast.organisation, cast.user)


def test_too_many_contributions_in_an_hour_are_refused(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    with pytest.raises(ValidationError):  # noqa: PT012  (the limit is reached somewhere in the loop)
        for _ in range(61):
            proposals.comment(proposal=made, organisation=cast.organisation, user=cast.user, text="Encore.")


def test_adoption_waits_for_the_end_and_for_every_answer(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    with pytest.raises(ValidationError):
        services.adopt(writing=cast.writing)
    services.close(writing=cast.writing)
    with pytest.raises(ValidationError):
        services.adopt(writing=cast.writing)
    settling.adopt_proposal(proposal=made, user=cast.animator, seen=1, words=made.words)
    services.choose_name(writing=cast.writing, organisation=cast.organisation, user=cast.user, named=True)
    services.choose_name(writing=cast.writing, organisation=cast.other, user=cast.other_user, named=False)
    adopted = services.adopt(writing=cast.writing)
    version = CharterVersion.objects.get(pk=cast.writing.version_id)
    assert (version.status, adopted.phase) == (Status.ADOPTED, "adopted")
    assert "Menuiserie Clairbois" in version.text
    assert "Boulangerie du Pont" not in version.text
    assert "Nous garons les vélos" in version.text
    with pytest.raises(ValidationError):
        services.choose_name(writing=cast.writing, organisation=cast.organisation, user=cast.user, named=False)
    with pytest.raises(ValidationError):
        services.adopt(writing=cast.writing)


def test_a_version_adopted_elsewhere_ends_its_writing(cast: Cast) -> None:
    version = adopt(version=cast.writing.version)
    event = Event.objects.get(topic="charter_adopted")
    end_its_writing(event)
    end_its_writing(event)
    cast.writing.refresh_from_db()
    assert (version.status, cast.writing.phase) == (Status.ADOPTED, "adopted")
    assert whats(cast).count(What.ADOPTED) == 1


def test_a_hidden_comment_stays_with_its_reason_and_its_author_is_told(cast: Cast) -> None:
    made = make_article(cast.writing, cast.organisation, cast.user)
    said = proposals.comment(proposal=made, organisation=cast.other, user=cast.other_user, text="Hors de propos.")
    with pytest.raises(ValidationError):
        proposals.hide(comment=said, user=cast.animator, reason=" ")
    proposals.hide(comment=said, user=cast.animator, reason="Hors sujet")
    with pytest.raises(ValidationError):
        proposals.hide(comment=said, user=cast.animator, reason="Encore")
    said.refresh_from_db()
    assert (said.text, said.hidden_reason) == ("Hors de propos.", "Hors sujet")
    tell_its_author(Event.objects.get(topic="comment_hidden"))
    mail = Event.objects.get(topic=MAIL_TOPIC)
    assert (mail.payload["to"], mail.payload["context"]["reason"]) == (cast.other_user.email, "Hors sujet")
