"""What a careful colleague would point out in a draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.editor import access, desk, soundness, wording
from assessments.editor.views.node import address
from assessments.frameworks.domain import coherence as colleague
from assessments.frameworks.rows import read_rows
from assessments.frameworks.wording import remark_in_words


@require_safe
@access.for_team()
def coherence(request: HttpRequest, pk: int) -> HttpResponse:
    version = access.version_or_404(request, pk)
    document = read_rows(version)
    places = {theme.code: address(pk, "theme", theme.code) for theme in document.walk()}
    places |= {question.code: address(pk, "question", question.code) for question in document.questions()}
    said = [remark_in_words(remark) for remark in colleague.report(document)]
    remarks = [remark | {"url": places.get(str(remark["where"]), "")} for remark in said]
    context = desk.context(request, version) | {
        "faults": [wording.problem(fault) for fault in soundness.faults(document)],
        "warnings": [remark for remark in remarks if remark["severity"] == "warning"],
        "advice": [remark for remark in remarks if remark["severity"] != "warning"],
    }
    return render(request, "editor/coherence.html", context)
