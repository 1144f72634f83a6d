"""Who may open an assessment: the browser that holds it, its author, or, once it is an organisation's, its members.

Whoever leaves the organisation leaves its assessments, the ones they wrote too.

Everyone else gets the same 404 as for an assessment that does not exist. Floors above may let guests in
(`let_in`): a guest reaches the pages of questions only, never the check, the submission, the links or the result.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.responses.domain.author import HOLDER, Author
from assessments.responses.models import Assessment

HELD = "held"
MOST_HELD = 20
"""A session row stays small; older ones are reached again by their link."""


def held(request: HttpRequest) -> dict[str, str]:
    """What this browser session holds, oldest first: id → the nonce of the links when it was opened."""
    found: dict[str, str] = request.session.get(HELD, {})
    return found


def hold(request: HttpRequest, assessment: Assessment) -> None:
    """Let this browser session open `assessment` from now on."""
    others = [(pk, nonce) for pk, nonce in held(request).items() if pk != str(assessment.pk)]
    request.session[HELD] = dict([*others, (str(assessment.pk), assessment.link_nonce)][-MOST_HELD:])


def holds(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether this browser session holds it still: revoking the links shuts out who came by them."""
    return held(request).get(str(assessment.pk)) == assessment.link_nonce


def may_open(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether whoever asks may read and fill in `assessment`. No query for the session that holds it."""
    if holds(request, assessment):
        return True
    return request.user.is_authenticated and _is_theirs(request, assessment)


def _is_theirs(request: HttpRequest, assessment: Assessment) -> bool:
    if assessment.organisation_id is None:
        return bool(assessment.author_id == request.user.pk)
    return bool(request.user.has_perm("organisations.answer", assessment.organisation))


def assessment_or_404(request: HttpRequest, pk: UUID) -> Assessment:
    """The assessment of the active territory, if whoever asks may open it."""
    assessment: Assessment = get_object_or_404(Assessment.objects.select_related("version"), pk=pk)
    if not may_open(request, assessment):
        raise Http404
    return assessment


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone let in by an invitation. `themes`: the top themes given, None for all. `home`: the address where their
    way ends, in place of the check page. `banner`: HTML, already escaped, above the questions."""

    author: Author
    home: str
    banner: str
    themes: frozenset[str] | None = None


class Closed(Exception):
    """A guest who could come in and cannot any more: withdrawn, too late. `message` says why, in words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


Door = Callable[[HttpRequest, Assessment], Guest | None]
_doors: list[Door] = []


def let_in(door: Door) -> None:
    """Ask `door` who comes in as a guest. It answers None for a stranger, and may raise Closed."""
    if door not in _doors:
        _doors.append(door)


@dataclass(frozen=True, slots=True)
class Opening:
    """An assessment opened for questions, by whom, and how far."""

    assessment: Assessment
    author: Author
    guest: Guest | None = None

    @property
    def themes(self) -> frozenset[str] | None:
        return self.guest.themes if self.guest else None

    @property
    def end(self) -> str:
        return self.guest.home if self.guest else ""

    def check_theme(self, theme: str) -> None:
        """Raises Http404 for a theme that was not given to this guest."""
        if self.themes is not None and theme not in self.themes:
            raise Http404


def opening_or_404(request: HttpRequest, pk: UUID) -> Opening:
    """As `assessment_or_404`, guests too: for the pages of questions. Raises Closed to a guest shown out."""
    assessment: Assessment = get_object_or_404(Assessment.objects.select_related("version"), pk=pk)
    if may_open(request, assessment):
        return Opening(assessment, author_of(request))
    for door in _doors:
        guest = door(request, assessment)
        if guest is not None:
            return Opening(assessment, guest.author, guest)
    raise Http404


def author_of(request: HttpRequest) -> Author:
    user = request.user
    return Author(f"user:{user.pk}", str(user)) if user.is_authenticated else HOLDER


def may_attach(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether whoever asks may say which organisation it is of: its author, once."""
    return (
        assessment.organisation_id is None and request.user.is_authenticated and assessment.author_id == request.user.pk
    )


def may_begin_again(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether whoever asks may take stock again from it: its author, or those who answer for its organisation.

    Never a browser session alone: what was answered would be copied for whoever came by a link.
    """
    return not assessment.is_draft and request.user.is_authenticated and _is_theirs(request, assessment)
