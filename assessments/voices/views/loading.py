"""Loading what an address names, for who may see it; for anyone else, the 404 of what does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.frameworks.plan import compile_version
from assessments.responses.models import Assessment
from assessments.voices import queries
from assessments.voices.models import Poll, Voice


def assessment_for(request: HttpRequest, pk: UUID, permission: str) -> Assessment:
    """An assessment of an organisation, never the grid of a voice."""
    known = Assessment.objects.select_related("version", "organisation__territory", "territory").filter(beside=None)
    assessment: Assessment = get_object_or_404(known, pk=pk)
    if not request.user.has_perm(permission, assessment):
        raise Http404
    return assessment


def voice_for(request: HttpRequest, pk: UUID, permission: str) -> Voice:
    voice = queries.voice_of(pk)
    if voice is None or not request.user.has_perm(permission, voice.assessment):
        raise Http404
    return voice


def poll_for(request: HttpRequest, pk: UUID) -> Poll:
    related = Poll.objects.select_related("assessment__version", "assessment__organisation", "assessment__territory")
    poll: Poll = get_object_or_404(related, pk=pk)
    if not request.user.has_perm("voices.open_outside", poll.assessment):
        raise Http404
    return poll


def check_question(assessment: Assessment, code: str) -> None:
    """Raises Http404 where this profile is not asked `code`."""
    plan = compile_version(assessment.version)
    if code not in {one.code for one in plan.questions_for(assessment.profile)}:
        raise Http404
