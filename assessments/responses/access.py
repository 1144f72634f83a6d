"""Who may open an assessment: the browser that holds it, its author, or, once it is an organisation's, its members.

Whoever leaves the organisation leaves its assessments, the ones they wrote too.

Everyone else gets the same 404 as for an assessment that does not exist.
"""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

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
