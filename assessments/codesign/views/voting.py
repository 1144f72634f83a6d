"""What the participants of a workshop see: a code to type, then one question at a time. No account, no name."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.codesign import outline
from assessments.codesign.forms import CodeForm
from assessments.codesign.models import Room, Vote
from assessments.codesign.queries import rooms as queries
from assessments.codesign.services import rooms as services
from core.limits import within

COOKIE, SALT, DAY = "atelier", "codesign.ballot", 24 * 3600
SECRET_LENGTH = 32
BALLOTS_AN_ADDRESS = 300
"""New browsers an hour from one address, in one room: a whole hall shares it."""
VOTES_AN_HOUR = 900  # of one browser
TRIES_A_MINUTE = 30  # codes typed from one address


@never_cache
@require_http_methods(["GET", "HEAD"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code that the screen shows."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        if not within("room-code", get_adapter().get_client_ip(request), TRIES_A_MINUTE, 60):
            form.add_error("code", _("Many codes were tried from here: wait a minute."))
        elif found := queries.room_with(form.cleaned_data["code"]):
            return redirect("codesign:vote", code=found.code)
        else:
            form.add_error("code", _("No workshop has this code here. Look at the screen again."))
    return render(request, "codesign/enter.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """The question on the screen, and three wishes."""
    room = _room(code)
    return _cast(request, room) if request.method == "POST" else _page(request, room)


def _page(request: HttpRequest, room: Room) -> HttpResponse:
    secret = _secret(request)
    wish = queries.wish_of(room, services.ballot_of(room, secret), room.current) if secret else ""
    context = {
        "room": room,
        "question": next((q for q in outline.document_of(room.version).questions() if q.code == room.current), None),
        "wishes": [(value, label, value == wish) for value, label in Vote.Wish.choices],
        "wish_label": Vote.Wish(wish).label if wish else "",
        "number": room.place + 1,
    }
    return render(request, "codesign/vote.html", context)


def _cast(request: HttpRequest, room: Room) -> HttpResponse:
    known = _secret(request)
    secret = known or get_random_string(SECRET_LENGTH)
    refusal = _refused(request, room, known) or _kept(request, room, secret)
    if refusal:
        messages.error(request, refusal)
    response = redirect("codesign:vote", code=room.code)
    if not known and not refusal:
        response.set_signed_cookie(
            COOKIE, secret, salt=SALT, max_age=DAY, path="/atelier/", httponly=True, samesite="Lax",
            secure=request.is_secure(),
        )  # fmt: skip
    return response


def _refused(request: HttpRequest, room: Room, known: str) -> str:
    """Why a script would have to stop; "" for people.

    A browser is new until it has voted in this very room: cookies taken in other rooms are no ballots here.
    """
    if known and not within("vote", f"{room.pk}:{known}", VOTES_AN_HOUR):
        return _("Many votes left from this device: try again later.")
    is_new = not known or not queries.has_voted(room, services.ballot_of(room, known))
    if is_new and not within("ballot", f"{room.pk}:{get_adapter().get_client_ip(request)}", BALLOTS_AN_ADDRESS):
        return _("Many devices have voted from here: try again later.")
    return ""


def _kept(request: HttpRequest, room: Room, secret: str) -> str:
    """Why the vote was not kept; "" when it was."""
    try:
        services.cast(
            room=room, ballot=services.ballot_of(room, secret), question=request.POST.get("question", ""),
            wish=request.POST.get("wish", ""),
        )  # fmt: skip
    except services.RoomClosed:
        return _("The vote is closed: this one was not counted.")
    except services.RoomFull:
        return _("This room is full: no other device can vote.")
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""


@never_cache
@require_safe
def state(request: HttpRequest, code: str) -> JsonResponse:
    """What is on the screen now: the phones look every few seconds."""
    room = _room(code)
    return JsonResponse({"question": room.current, "open": room.is_open})


def _room(code: str) -> Room:
    found = queries.room_with(code)
    if found is None:
        raise Http404
    return found


def _secret(request: HttpRequest) -> str:
    """The random number of this browser; "" when it has none yet, or made one up."""
    return str(request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DAY))
