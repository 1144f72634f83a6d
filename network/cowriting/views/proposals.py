"""One proposal: reading it, making it, saying what one thinks of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from network.cowriting import permissions, wording
from network.cowriting.domain.states import Settled, State
from network.cowriting.domain.words import Piece, diff
from network.cowriting.forms import AmendmentForm, ArticleForm, CommentForm, StanceForm
from network.cowriting.models import Comment, Kind, Proposal, Revision, Stance, Writing
from network.cowriting.preview import changes_of
from network.cowriting.queries import writings as queries
from network.cowriting.services import proposals as services
from network.cowriting.views.writings import page, proposal_or_404, writing_or_404


def _writing_to_write(request: HttpRequest, pk: UUID) -> Writing:
    writing = writing_or_404(pk)
    if not permissions.may_write(request.user, writing):
        raise PermissionDenied
    return writing


def _refuse(form: forms.Form, refusal: ValidationError) -> None:
    """At the field where it has one, else at the top; what was typed stays in the form."""
    if hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refusal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new article."""
    writing = _writing_to_write(request, pk)
    form = ArticleForm(request.POST or None, organisations=queries.writers(signed_in(request), writing))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_article(writing=writing, user=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            return _proposed(request, made)
    return page(request, writing, "cowriting/propose.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, pk: UUID, passage: str) -> HttpResponse:
    """Other words for a passage of the text as it stands; a refused form keeps the text that was read."""
    writing = _writing_to_write(request, pk)
    base = _base(request, writing)
    text = base.text
    if not text.holds(passage):
        raise Http404
    form = AmendmentForm(
        request.POST or None, organisations=queries.writers(signed_in(request), writing),
        has_title=bool(text.title(passage)),
        initial={"revision": base.number, "words": text.passage(passage), "title": text.title(passage)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.propose_amendment(
                writing=writing, organisation=given["organisation"], user=signed_in(request), target=passage,
                base=base, words=given["words"], reason=given["reason"], title=given.get("title", ""),
            )  # fmt: skip
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            return _proposed(request, made)
    context = {"form": form, "name": wording.passage_name(text, passage), "before": text.passage(passage)}
    return page(request, writing, "cowriting/amend.html", context)


def _base(request: HttpRequest, writing: Writing) -> Revision:
    sent = request.POST.get("revision", "")
    if sent.isascii() and sent.isdecimal() and len(sent) < 7:
        found: Revision = get_object_or_404(queries.revisions(writing), number=int(sent))
        return found
    return queries.current(writing)


def _proposed(request: HttpRequest, made: Proposal) -> HttpResponse:
    messages.success(request, _("Your proposal is published: the others can read it and answer."))
    return redirect("cowriting:proposal", pk=made.pk)


@require_safe
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, proposal_or_404(pk))


def _page(
    request: HttpRequest, found: Proposal, stance: StanceForm | None = None, said: CommentForm | None = None
) -> HttpResponse:
    writing = found.writing
    writes = permissions.may_write(request.user, writing) and writing.is_open
    context: dict[str, Any] = {
        "proposal": found, "name": wording.proposal_name(found), "pieces": changes_of(found),
        "supports": [one for one in found.stances.all() if one.side == Stance.Side.SUPPORT],
        "objections": [one for one in found.stances.all() if one.side == Stance.Side.OBJECT],
        "is_new": found.kind == Kind.ARTICLE,
        "settled_pieces": _settled(found),
        "threads": _threads(request, found, said if writes else None),
        "stance_form": None, "comment_form": None, "may_withdraw": False, "is_wrong": bool(stance or said),
    }  # fmt: skip
    if writes:
        mine = queries.writers(signed_in(request), writing)
        new = said if said is not None and not said.data.get("to") else None
        context["comment_form"] = new or CommentForm(organisations=mine, auto_id="said_%s")
        if found.is_open:
            context["stance_form"] = stance or StanceForm(organisations=mine, auto_id="opinion_%s")
            context["may_withdraw"] = permissions.may_withdraw(request.user, found)
    return page(request, writing, "cowriting/proposal.html", context, status=400 if stance or said else 200)


def _settled(found: Proposal) -> tuple[Piece, ...]:
    """What the team changed in the words proposed, word by word; nothing where they entered as they were."""
    return diff(found.words, found.settled_words) if found.state == State.CHANGED else ()


def _threads(request: HttpRequest, found: Proposal, said: CommentForm | None) -> list[dict[str, Any]]:
    """Each thread, with its form to answer: the refused one where what was typed belongs."""
    writes = permissions.may_write(request.user, found.writing) and found.writing.is_open
    mine = queries.writers(signed_in(request), found.writing) if writes else None
    threads = []
    for thread in found.threads:  # type: ignore[attr-defined]
        form = None
        if mine is not None:
            refused = said is not None and said.data.get("to") == str(thread.pk)
            form = (
                said
                if refused
                else CommentForm(organisations=mine, initial={"to": thread.pk}, auto_id=f"to{thread.pk}_%s")
            )
        threads.append(
            {"first": thread, "replies": list(thread.replies.all()), "form": form, "open": bool(form and form.is_bound)}
        )
    return threads


@login_required
@require_POST
def stance(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = proposal_or_404(pk)
    form = StanceForm(request.POST, organisations=_mine(request, found), auto_id="opinion_%s")
    if form.is_valid():
        try:
            services.give_opinion(proposal=found, user=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Your opinion is published. You may change it until the last day."))
            return redirect("cowriting:proposal", pk=pk)
    return _kept(request, found, form)


@login_required
@require_POST
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = proposal_or_404(pk)
    form = CommentForm(request.POST, organisations=_mine(request, found), auto_id="said_%s")
    if form.is_valid():
        given = form.cleaned_data
        to = get_object_or_404(Comment.objects.filter(proposal=found), pk=given["to"]) if given["to"] else None
        try:
            services.comment(
                proposal=found, user=signed_in(request), text=given["text"], organisation=given["organisation"], to=to
            )
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Your comment is published."))
            return redirect("cowriting:proposal", pk=pk)
    return _kept(request, found, form)


def _mine(request: HttpRequest, found: Proposal) -> Any:
    if not permissions.may_write(request.user, found.writing):
        raise PermissionDenied
    return queries.writers(signed_in(request), found.writing)


def _kept(request: HttpRequest, found: Proposal, form: StanceForm | CommentForm) -> HttpResponse:
    """Refused: the page again with what was typed; once the discussion is closed, the form alone, to copy from."""
    if not found.writing.is_open or (isinstance(form, StanceForm) and not found.is_open):
        return page(request, found.writing, "cowriting/kept.html", {"form": form, "proposal": found}, status=409)
    if isinstance(form, StanceForm):
        return _page(request, found, stance=form)
    return _page(request, found, said=form)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = proposal_or_404(pk)
    if not permissions.may_withdraw(request.user, found):
        raise PermissionDenied
    try:
        services.withdraw(proposal=found, user=signed_in(request))
    except Settled:
        messages.error(request, _("This proposal is settled already."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Your proposal is withdrawn. It stays in the journal."))
    return redirect("cowriting:proposal", pk=pk)
