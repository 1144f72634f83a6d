"""What the team does with a proposal: into the text, with or without changes, or aside with a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from network.cowriting.domain.states import State, Verb, after
from network.cowriting.domain.text import plain
from network.cowriting.models import Proposal, Revision, What, Writing
from network.cowriting.preview import preview_of
from network.cowriting.services import texts
from network.cowriting.services.guards import locked
from network.cowriting.services.journal import record
from outbox.services import announce


class TextMoved(ValidationError):
    """The text changed since the page was shown: look again before deciding."""

    def __init__(self) -> None:
        super().__init__(
            _("The text changed while you were deciding. Here is your wording, beside the text as it stands now.")
        )


@transaction.atomic
def adopt_proposal(*, proposal: Proposal, user: User, seen: int, words: str, answer: str = "") -> Revision:
    """Bring `words` into the text in place of the passage, or as a new article.

    `seen`: the number of the revision that was on the screen. Words other than those that the merge gives by itself,
    or a conflict, make it "adopted with changes", which asks for an answer. Raises TextMoved, Settled, ValidationError.
    """
    writing, proposal = _hold(proposal)
    last = texts.catch_up(writing)
    if last.number != seen:
        raise TextMoved
    shown = preview_of(proposal, last.text)
    words = plain(words)
    verb = Verb.MERGE if plain(shown.text) == words and not shown.conflicts else Verb.CHANGE
    state = after(State(proposal.state), verb)
    if verb is Verb.CHANGE and not answer.strip():
        raise ValidationError({"answer": _("Say what you changed, and why: the organisation reads it.")})
    if not words.strip():
        raise ValidationError({"words": _("Write the text of the passage.")})
    _settle(proposal, state, user, answer, words)
    made = texts.bring_in(writing=writing, proposal=proposal, words=words, last=last, user=user)
    _tell(writing, proposal, What.MERGED if verb is Verb.MERGE else What.CHANGED)
    return made


@transaction.atomic
def set_aside(*, proposal: Proposal, user: User, answer: str) -> Proposal:
    """Leave a proposal out of the text, with the reason. Raises ValidationError without one, Settled."""
    if not answer.strip():
        raise ValidationError({"answer": _("Say why it is set aside: the organisation is owed a reason.")})
    writing, proposal = _hold(proposal)
    _settle(proposal, after(State(proposal.state), Verb.SET_ASIDE), user, answer, "")
    _tell(writing, proposal, What.ASIDE)
    return proposal


def _hold(proposal: Proposal) -> tuple[Writing, Proposal]:
    """The writing locked, then the proposal as it is now."""
    writing = locked(proposal.writing)
    if writing.adopted_at is not None:
        raise ValidationError(_("This text is adopted: it changes no more."))
    return writing, Proposal.objects.select_related("base", "organisation").get(pk=proposal.pk)


def _settle(proposal: Proposal, state: State, user: User, answer: str, words: str) -> None:
    proposal.state, proposal.answer, proposal.settled_words = state.value, answer.strip(), words
    proposal.settled_at, proposal.settled_by = timezone.now(), user
    proposal.full_clean()
    proposal.save(update_fields=["state", "answer", "settled_words", "settled_at", "settled_by", "updated_at"])


def _tell(writing: Writing, proposal: Proposal, what: What) -> None:
    record(writing=writing, what=what, proposal=proposal, detail=proposal.answer)
    announce(
        topic="proposal_settled", territory=writing.territory,
        payload={"proposal": str(proposal.pk), "state": proposal.state},
    )  # fmt: skip
