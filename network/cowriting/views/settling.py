"""Answering one proposal: what it changes, what it would make of the text, where it meets another change."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in
from network.cowriting import wording
from network.cowriting.domain.merging import Conflict
from network.cowriting.domain.states import Settled
from network.cowriting.domain.text import plain
from network.cowriting.domain.words import diff
from network.cowriting.forms import SettleForm, TeamCommentForm
from network.cowriting.models import Kind, Proposal
from network.cowriting.preview import changes_of, preview_of
from network.cowriting.queries import writings as queries
from network.cowriting.services import proposals as verbs
from network.cowriting.services import settling as services
from network.cowriting.views.writings import proposal_or_404
from territories.desk import for_role
from territories.models import RoleName


@for_role(RoleName.MODERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown to whoever moderates; decided by an animator or an administrator."""
    found = proposal_or_404(pk)
    if request.method != "POST":
        return _page(request, found)
    return _decide(request, pk)


@for_role(RoleName.ANIMATOR)
def _decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = proposal_or_404(pk)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            _settle(request, found, form)
        except Settled:
            messages.error(request, _("This proposal is settled already."))
            return redirect("cowriting_desk:settle", pk=pk)
        except services.TextMoved as moved:
            form.add_error(None, moved)
            form.data = {**request.POST.dict(), "seen": queries.current(found.writing).number}
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Answered. The organisation and the public journal are told."))
            return redirect("cowriting_desk:writing", pk=found.writing_id)
    return _page(request, found, form)


def _settle(request: HttpRequest, found: Proposal, form: SettleForm) -> None:
    given = form.cleaned_data
    if request.POST.get("act") == "aside":
        services.set_aside(proposal=found, user=signed_in(request), answer=given["answer"])
    else:
        services.adopt_proposal(
            proposal=found, user=signed_in(request), seen=given["seen"], words=given["words"], answer=given["answer"]
        )


def _refuse(form: SettleForm, refusal: ValidationError) -> None:
    errors = refusal.error_dict if hasattr(refusal, "error_dict") else {"": [refusal]}
    for name, found in errors.items():
        form.add_error(name if name in form.fields else None, found)


def _page(
    request: HttpRequest, found: Proposal, form: SettleForm | None = None, talk: TeamCommentForm | None = None
) -> HttpResponse:
    last = queries.current(found.writing)
    merged = preview_of(found, last.text)
    now = last.text.passage(found.target) if found.kind == Kind.AMENDMENT else ""
    moved = found.kind == Kind.AMENDMENT and plain(now) != plain(found.base.text.passage(found.target))
    start = SettleForm(initial={"seen": last.number, "words": merged.text})
    context = {
        "proposal": found, "writing": found.writing, "name": wording.proposal_name(found),
        "pieces": changes_of(found), "moved": moved, "result": diff(now, merged.text),
        "merged": [(isinstance(piece, Conflict), piece) for piece in merged.pieces] if merged.conflicts else [],
        "form": form or start, "talk": talk or TeamCommentForm(auto_id="talk_%s"),
        "threads": found.threads,  # type: ignore[attr-defined]
        "stances": list(found.stances.all()),
        "may_decide": request.user.has_perm("territories.animate", found.writing.territory),
    }  # fmt: skip
    return render(request, "cowriting/desk/settle.html", context, status=400 if form or talk else 200)


@for_role(RoleName.MODERATOR)
@require_POST
def say(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A comment of the team."""
    found = proposal_or_404(pk)
    form = TeamCommentForm(request.POST, auto_id="talk_%s")
    if not form.is_valid():
        return _page(request, found, talk=form)
    verbs.comment(proposal=found, user=signed_in(request), text=form.cleaned_data["text"], organisation=None)
    messages.success(request, _("Your comment is published."))
    return redirect("cowriting_desk:settle", pk=pk)
