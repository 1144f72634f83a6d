"""Files given as evidence: sent at once by the script, handed out to those who may open the assessment."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.responses import access, asking, evidence, files, pages
from assessments.responses.domain.reading import find
from assessments.responses.models import Evidence
from assessments.responses.uploads import dropped, drops_large_files

CLOSED = "default-src 'none'; sandbox"
"""What a browser may do with such a file if it opens it after all: nothing."""


@never_cache
@require_POST
@drops_large_files
def upload(request: HttpRequest, pk: UUID, code: str) -> JsonResponse:
    """Keep the file `file` for question `code`: `{"key", "name", "facts", "url"}`; the answer is then saved as any.

    400 with a sentence (`message`) where it cannot be kept.
    """
    assessment = access.assessment_or_404(request, pk)
    trip = pages.read_journey(assessment)
    question = find(trip.plan.framework, code)
    if question is None or question.kind != "file":
        raise Http404
    sent = request.FILES.get("file")
    if "file" in dropped(request):
        return JsonResponse({"code": "large", "message": files.too_large().messages[0]}, status=400)
    if sent is None:
        return JsonResponse({"code": "empty", "message": _("Choose a file first.")}, status=400)
    try:
        kept = evidence.add_evidence(assessment=assessment, code=code, upload=sent)
    except ValidationError as refusal:
        return JsonResponse({"code": refusal.code, "message": refusal.messages[0]}, status=400)
    return JsonResponse(asking.attached(trip, kept)._asdict())


@never_cache
@require_safe
def download(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponseBase:
    """The file, to be saved: never shown in a page of ours."""
    assessment = access.assessment_or_404(request, pk)
    kept = get_object_or_404(Evidence, pk=evidence, assessment=assessment)
    answer = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    answer["Content-Security-Policy"] = CLOSED
    answer["Cache-Control"] = "private, no-store"
    return answer
