"""The texts being written together, for everyone to read. Members of an organisation that takes part also write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from network.cowriting import permissions, wording
from network.cowriting.domain.text import PREAMBLE
from network.cowriting.forms import NameForm
from network.cowriting.models import Proposal, Writing
from network.cowriting.queries import proposals as proposal_queries
from network.cowriting.queries import writings as queries
from network.cowriting.services import writings as verbs

PAGE = 30


def writing_or_404(pk: UUID) -> Writing:
    rows = Writing.objects.select_related("version__charter", "territory")
    found: Writing = get_object_or_404(rows, pk=pk)
    return found


def page(
    request: HttpRequest, writing: Writing, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of a writing, with its tabs."""
    writes = permissions.may_write(request.user, writing)
    return render(
        request,
        template,
        {"writing": writing, "tabs": _tabs(request, writing), "writes": writes, **context},
        status=status,
    )


def _tabs(request: HttpRequest, writing: Writing) -> list[tuple[str, str, bool]]:
    named = {
        "detail": _("The text"), "proposals": _("Proposals"), "journal": _("Journal"), "summary": _("Summary"),
    }  # fmt: skip
    addresses = {name: reverse(f"cowriting:{name}", args=[writing.pk]) for name in named}
    return [(words, addresses[name], addresses[name] == request.path) for name, words in named.items()]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "cowriting/index.html", {"writings": list(queries.writings())})


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    writing = writing_or_404(pk)
    return text_page(request, writing)


def text_page(request: HttpRequest, writing: Writing, form: NameForm | None = None) -> HttpResponse:
    revision = queries.current(writing)
    text = revision.text
    waiting = list(proposal_queries.proposals(writing).filter(settled_at=None).values_list("target", flat=True))
    passages = [
        {
            "code": code, "name": wording.passage_name(text, code), "words": text.passage(code),
            "proposals": waiting.count(code),
        }
        for code in (PREAMBLE, *(article.code for article in text.articles))
    ]  # fmt: skip
    context = {
        "revision": revision, "passages": passages, "new_articles": waiting.count(""),
        "seats": list(queries.participants(writing)), "name_form": form or _name_form(request, writing),
    }  # fmt: skip
    return page(request, writing, "cowriting/detail.html", context, status=400 if form else 200)


def _name_form(request: HttpRequest, writing: Writing) -> NameForm | None:
    if writing.adopted_at is not None or not permissions.may_write(request.user, writing):
        return None
    return NameForm(organisations=queries.writers(signed_in(request), writing))


@login_required
@require_POST
def choose_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    writing = writing_or_404(pk)
    form = NameForm(request.POST, organisations=queries.writers(signed_in(request), writing))
    if form.is_valid():
        try:
            verbs.choose_name(writing=writing, user=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Noted. You may change it until the text is adopted."))
            return redirect("cowriting:detail", pk=pk)
    return text_page(request, writing, form)


@require_safe
def proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`?state=open|settled` and `?passage=code` narrow the list."""
    writing = writing_or_404(pk)
    rows = proposal_queries.proposals(writing)
    state, passage = request.GET.get("state", ""), request.GET.get("passage", "").replace("\0", "")
    if state in ("open", "settled"):
        rows = rows.filter(settled_at__isnull=state == "open")
    if passage:
        rows = rows.filter(target=passage)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    text = queries.current(writing).text
    passages = [(code, wording.passage_name(text, code)) for code in (PREAMBLE, *(one.code for one in text.articles))]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "shown": shown, "named": [(one, wording.proposal_name(one)) for one in shown], "state": state,
        "passage": passage, "passages": passages, "query": query.urlencode(),
    }  # fmt: skip
    return page(request, writing, "cowriting/proposals.html", context)


@require_safe
def journal(request: HttpRequest, pk: UUID) -> HttpResponse:
    writing = writing_or_404(pk)
    shown = Paginator(queries.journal(writing), 2 * PAGE).get_page(request.GET.get("page"))
    return page(request, writing, "cowriting/journal.html", {"shown": shown})


@require_safe
def summary(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was kept and why: the words of the team, then every answer."""
    writing = writing_or_404(pk)
    settled = [one for one in proposal_queries.proposals(writing) if not one.is_open]
    context = {"settled": [(one, wording.proposal_name(one)) for one in settled], "revision": queries.current(writing)}
    return page(request, writing, "cowriting/summary.html", context)


@require_safe
def revision(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """The text as it was after one change."""
    writing = writing_or_404(pk)
    found = queries.revisions(writing).filter(number=number).first()
    if found is None:
        raise Http404
    return page(
        request, writing, "cowriting/revision.html", {"revision": found, "count": queries.current(writing).number}
    )


def proposal_or_404(pk: UUID) -> Proposal:
    found: Proposal = get_object_or_404(proposal_queries.with_all(), pk=pk)
    return found
