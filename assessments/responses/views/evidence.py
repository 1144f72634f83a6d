"""Files given as evidence: sent at once by the script, handed out to those who may open the assessment."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.frameworks.plan import compile_version
from assessments.responses import access, asking, files, pages
from assessments.responses import evidence as pieces
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

    For a question of another kind it is a proof, kept beside the answer at once. 400 with a sentence (`message`)
    where it cannot be kept, 403 to a guest who was shown out.
    """
    try:
        opening = access.opening_or_404(request, pk)
    except access.Closed as closed:
        return JsonResponse({"code": "withdrawn", "message": closed.message}, status=403)
    assessment, trip = opening.assessment, pages.open_journey(opening)
    question = find(trip.plan.framework, code)
    if question is None or question.kind == "computed":
        raise Http404
    opening.check_theme(trip.plan.top_theme_of(code).code)
    is_proof = question.kind != "file"
    sent = request.FILES.get("file")
    if "file" in dropped(request):
        return JsonResponse({"code": "large", "message": files.too_large().messages[0]}, status=400)
    if sent is None:
        return JsonResponse({"code": "empty", "message": _("Choose a file first.")}, status=400)
    try:
        kept = pieces.add_evidence(assessment=assessment, code=code, upload=sent, is_proof=is_proof)
    except ValidationError as refusal:
        return JsonResponse({"code": refusal.code, "message": refusal.messages[0]}, status=400)
    return JsonResponse(asking.attached(trip, kept)._asdict())


@never_cache
@require_POST
def remove_proof(request: HttpRequest, pk: UUID, evidence: UUID) -> JsonResponse:
    """Take away a piece that backed up an answer; what is an answer goes with the answer."""
    try:
        opening = access.opening_or_404(request, pk)
    except access.Closed as closed:
        return JsonResponse({"code": "withdrawn", "message": closed.message}, status=403)
    kept = get_object_or_404(Evidence, pk=evidence, assessment=opening.assessment, is_proof=True)
    opening.check_theme(compile_version(opening.assessment.version).top_theme_of(kept.question_code).code)
    pieces.forget_proof(assessment=opening.assessment, key=str(evidence))
    return JsonResponse({"removed": str(evidence)})


@never_cache
@require_safe
def download(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponseBase:
    """The file, to be saved: never shown in a page of ours."""
    try:
        opening = access.opening_or_404(request, pk)
    except access.Closed:
        raise Http404 from None
    kept = get_object_or_404(Evidence, pk=evidence, assessment=opening.assessment)
    if opening.guest:
        opening.check_theme(compile_version(opening.assessment.version).top_theme_of(kept.question_code).code)
    answer = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    answer["Content-Security-Policy"] = CLOSED
    answer["Cache-Control"] = "private, no-store"
    return answer
