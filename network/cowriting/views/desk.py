"""The team's desk: opening a text, its calendar and guests, answering proposals, moderating, adopting."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from network.charters.models import CharterVersion
from network.cowriting import wording
from network.cowriting.forms import CalendarForm, HideForm, InviteForm, OpenForm, SynthesisForm
from network.cowriting.models import Comment, Who, Writing
from network.cowriting.queries import proposals as proposal_queries
from network.cowriting.queries import writings as queries
from network.cowriting.services import proposals as verbs
from network.cowriting.services import writings as services
from network.cowriting.views.writings import writing_or_404
from territories.desk import for_role
from territories.models import RoleName


@for_role(RoleName.READER)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {"writings": list(queries.writings()), "drafts": list(queries.to_open())}
    return render(request, "cowriting/desk/index.html", context)


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def open_writing(request: HttpRequest, version: UUID) -> HttpResponse:
    draft = get_object_or_404(CharterVersion.objects.select_related("charter__territory"), pk=version)
    form = OpenForm(request.POST or None, in_common=draft.charter.is_in_common)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.open_writing(
                version=draft, user=signed_in(request), opens_on=given["opens_on"], closes_on=given["closes_on"],
                who=Who(given.get("who", Who.INVITED)), introduction=given["introduction"],
                language=settings.LANGUAGE_CODE,
            )  # fmt: skip
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("The text is open. Tell those whom you want to hear."))
            return redirect("cowriting_desk:writing", pk=made.pk)
    return render(request, "cowriting/desk/open.html", {"form": form, "version": draft})


def _refuse(form: OpenForm | CalendarForm | HideForm, refusal: ValidationError) -> None:
    errors = refusal.error_dict if hasattr(refusal, "error_dict") else {"": [refusal]}
    for name, found in errors.items():
        form.add_error(name if name in form.fields else None, found)


@for_role(RoleName.READER)
@require_safe
def writing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What waits for the team, and where the rest is done."""
    found = writing_or_404(pk)
    rows = list(proposal_queries.proposals(found))
    named = [(one, wording.proposal_name(one)) for one in rows]
    context = {
        "writing": found, "waiting": [pair for pair in named if pair[0].is_open],
        "settled": [pair for pair in named if not pair[0].is_open],
        "seats": list(queries.participants(found)), "names": queries.named(found),
        "revisions": list(queries.revisions(found)),
    }  # fmt: skip
    return render(request, "cowriting/desk/writing.html", context)


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = writing_or_404(pk)
    form = CalendarForm(request.POST or None, initial={"opens_on": found.opens_on, "closes_on": found.closes_on})
    if request.method == "POST" and form.is_valid():
        try:
            services.move(writing=found, **form.cleaned_data)
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("The calendar is changed; the journal says so."))
            return redirect("cowriting_desk:writing", pk=pk)
    return render(request, "cowriting/desk/calendar.html", {"writing": found, "form": form})


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`?q=` narrows the list by name: at most `MOST_SHOWN` are listed."""
    found, asked = writing_or_404(pk), request.GET.get("q", "").replace("\0", "").strip()
    rows = queries.may_be_invited(found)
    shown = (rows.filter(name__icontains=asked) if asked else rows)[: queries.MOST_SHOWN]
    among = rows if request.method == "POST" else rows.filter(pk__in=[one.pk for one in shown])
    form = InviteForm(request.POST or None, organisations=among)
    if request.method == "POST" and form.is_valid():
        count = services.invite(writing=found, organisations=form.cleaned_data["organisations"])
        messages.success(
            request, ngettext("%(n)s organisation invited.", "%(n)s organisations invited.", count) % {"n": count}
        )
        return redirect("cowriting_desk:writing", pk=pk)
    return render(
        request, "cowriting/desk/invite.html", {"writing": found, "form": form, "q": asked, "some": bool(shown)}
    )


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def synthesis(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = writing_or_404(pk)
    form = SynthesisForm(request.POST or None, initial={"synthesis": found.synthesis})
    if request.method == "POST" and form.is_valid():
        services.sum_up(writing=found, synthesis=form.cleaned_data["synthesis"])
        messages.success(request, _("The summary is published."))
        return redirect("cowriting:summary", pk=pk)
    return render(request, "cowriting/desk/synthesis.html", {"writing": found, "form": form})


@for_role(RoleName.ANIMATOR)
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, lambda found: services.close(writing=found), _("The discussion is closed."))


@for_role(RoleName.ADMINISTRATOR)
@require_POST
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(
        request, pk, lambda found: services.adopt(writing=found), _("The charter is adopted: it may be signed.")
    )


def _act(request: HttpRequest, pk: UUID, verb: Callable[[Writing], Writing], done: str) -> HttpResponse:
    try:
        verb(writing_or_404(pk))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect("cowriting_desk:writing", pk=pk)


@for_role(RoleName.MODERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, comment: int) -> HttpResponse:
    rows = Comment.objects.select_related("proposal__writing", "organisation")
    found = get_object_or_404(rows, pk=comment)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.hide(comment=found, user=signed_in(request), reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("The comment is hidden, and its author is told why."))
            return redirect("cowriting_desk:settle", pk=found.proposal_id)
    return render(request, "cowriting/desk/hide.html", {"comment": found, "form": form})
