"""Writing together: proposing, giving an opinion, commenting, taking back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from network.cowriting.domain.states import State, Verb, after
from network.cowriting.domain.text import plain
from network.cowriting.models import Comment, Kind, Proposal, Revision, Stance, What, Writing
from network.cowriting.services.guards import check_open, locked, seat
from network.cowriting.services.journal import record
from organisations.models import Organisation
from outbox.services import announce

ARTICLE_KINDS = ("principle", "commitment")
SIDES = {Stance.Side.SUPPORT: What.SUPPORTED, Stance.Side.OBJECT: What.OBJECTED}


@transaction.atomic
def propose_article(
    *, writing: Writing, organisation: Organisation, user: User, title: str, words: str, reason: str,
    article_kind: str = "principle",
) -> Proposal:  # fmt: skip
    """Propose one more article. Raises ValidationError: closed, no seat, too often, no title."""
    if not title.strip():
        raise ValidationError({"title": _("Give your article a title.")})
    if article_kind not in ARTICLE_KINDS:
        raise ValidationError(_("An article is a principle or a commitment."))
    last = Revision.objects.filter(writing=writing).order_by("-number").first()
    made = Proposal(
        writing=writing, kind=Kind.ARTICLE, article_kind=article_kind, base=last, title=title,
        words=plain(words), reason=reason,
    )  # fmt: skip
    return _propose(made, organisation, user)


@transaction.atomic
def propose_amendment(
    *, writing: Writing, organisation: Organisation, user: User, target: str, base: Revision, words: str, reason: str,
    title: str = "",
) -> Proposal:  # fmt: skip
    """Propose other words for a passage of the revision that was read. Raises ValidationError."""
    text = base.text
    if base.writing_id != writing.pk or not text.holds(target):
        raise ValidationError(_("This passage is not in the text."))
    same_title = title.strip() in ("", text.title(target))
    if plain(words) == plain(text.passage(target)) and same_title:
        raise ValidationError({"words": _("Change something: your words are those of the text.")})
    made = Proposal(
        writing=writing, kind=Kind.AMENDMENT, target=target, base=base, words=plain(words), reason=reason,
        title="" if same_title else title,
    )  # fmt: skip
    return _propose(made, organisation, user)


def _propose(made: Proposal, organisation: Organisation, user: User) -> Proposal:
    writing = locked(made.writing)
    check_open(writing)
    seat(writing, organisation, user)
    made.organisation, made.author = organisation, user
    made.full_clean()
    made.save(force_insert=True)
    record(writing=writing, what=What.PROPOSED, organisation=organisation, proposal=made)
    announce(topic="proposal_made", territory=writing.territory, payload={"proposal": str(made.pk)})
    return made


@transaction.atomic
def withdraw(*, proposal: Proposal, user: User) -> Proposal:
    """Take a proposal back, while the discussion is open. Raises ValidationError, Settled."""
    writing = locked(proposal.writing)
    proposal = Proposal.objects.select_related("organisation").get(pk=proposal.pk)
    check_open(writing)
    seat(writing, proposal.organisation, user)
    proposal.state = after(State(proposal.state), Verb.WITHDRAW).value
    proposal.settled_at, proposal.settled_by = timezone.now(), user
    proposal.save(update_fields=["state", "settled_at", "settled_by", "updated_at"])
    record(writing=writing, what=What.WITHDRAWN, organisation=proposal.organisation, proposal=proposal)
    announce(
        topic="proposal_settled", territory=writing.territory,
        payload={"proposal": str(proposal.pk), "state": proposal.state},
    )  # fmt: skip
    return proposal


@transaction.atomic
def give_opinion(*, proposal: Proposal, organisation: Organisation, user: User, side: str, reason: str) -> Stance:
    """Support or object, for one's organisation; a second time replaces the first, and the journal keeps both."""
    writing = locked(proposal.writing)
    check_open(writing)
    if not Proposal.objects.filter(pk=proposal.pk, settled_at=None).exists():
        raise ValidationError(_("This proposal is settled: it takes no more opinions."))
    seat(writing, organisation, user)
    given = Stance.objects.filter(proposal=proposal, organisation=organisation).first()
    given = given or Stance(proposal=proposal, organisation=organisation)
    given.side, given.reason, given.by = side, reason, user
    given.full_clean()
    given.save()
    what = SIDES[Stance.Side(side)]
    record(writing=writing, what=what, organisation=organisation, proposal=proposal, detail=reason)
    return given


@transaction.atomic
def comment(
    *, proposal: Proposal, user: User, text: str, organisation: Organisation | None, to: Comment | None = None
) -> Comment:
    """Say something under a proposal, or answer the thread that `to` is of. `organisation` None: the team.

    The team may still write after the last day; organisations may not. Raises ValidationError.
    """
    writing = locked(proposal.writing)
    if organisation is not None:
        check_open(writing)
        seat(writing, organisation, user)
    said = Comment(
        proposal=proposal, organisation=organisation, author=user, text=text,
        parent=(to.parent or to) if to else None,
    )  # fmt: skip
    said.full_clean()
    said.save(force_insert=True)
    record(writing=writing, what=What.COMMENTED, organisation=organisation, proposal=proposal)
    return said


@transaction.atomic
def hide(*, comment: Comment, user: User, reason: str) -> Comment:
    """Take a comment off the public page, with the reason; its author is told by mail. Raises ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the author reads it.")})
    found: Comment = Comment.objects.select_for_update(of=("self",)).select_related(
        "proposal__writing__territory", "author", "organisation"
    ).get(pk=comment.pk)  # fmt: skip
    if found.hidden_at is not None:
        raise ValidationError(_("This comment is hidden already."))
    found.hidden_at, found.hidden_by, found.hidden_reason = timezone.now(), user, reason.strip()
    found.full_clean()
    found.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "updated_at"])
    writing = found.proposal.writing
    record(writing=writing, what=What.HIDDEN, proposal=found.proposal, detail=found.hidden_reason)
    announce(topic="comment_hidden", territory=writing.territory, payload={"comment": found.pk})
    return found
