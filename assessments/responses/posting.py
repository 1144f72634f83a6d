"""A page of questions as it was posted: what was given, and what to say beside it when it comes back."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Question
from assessments.frameworks.plan import Plan, Section, compile_version
from assessments.responses import asking, evidence, files, wording
from assessments.responses.asking import Mark
from assessments.responses.domain import journey, reading
from assessments.responses.domain.cells import CellErrors, by_place
from assessments.responses.domain.reading import find, is_answer
from assessments.responses.models import Assessment
from assessments.responses.pages import Journey
from assessments.responses.services import Given, Saved
from assessments.responses.uploads import dropped
from assessments.scoring import AnswerError
from core.text import pick

LONGEST_REVISION = 10  # digits; Python refuses to read thousands of them


@dataclass(slots=True)
class Sent:
    """`given` by question code. `files`, `proofs`: what was wrong with an upload, in words. `stays`: the page is
    shown again because a row was added or taken away, or a file removed; `rows`: how many that table shows at least."""

    given: dict[str, Given] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    stays: bool = False


def read(request: HttpRequest, trip: Journey, step: Section) -> Sent:
    """What `request` posts for the questions of `step`; uploads are kept as evidence on the way."""
    sent = Sent()
    for question in step.questions:
        if f"r-{question.code}" in request.POST:
            sent.given[question.code] = _given(request, question, trip, sent)
            _proofs(request, question.code, trip, sent)
    return sent


def typed(request: HttpRequest, pk: UUID) -> list[tuple[str, str]]:
    """What a refused page held, as (question, answer) in words: for the person to copy."""
    assessment = Assessment.objects.select_related("version").filter(pk=pk).first()
    if assessment is None:
        return []
    plan = compile_version(assessment.version)
    codes = [name.removeprefix("r-") for name in request.POST if name.startswith("r-")]
    known = [plan.question(code) for code in codes if find(plan.framework, code)]
    return [(pick(one.title), words) for one in known if (words := _in_words(plan, one, _texts(request, one)))]


def _in_words(plan: Plan, question: Question, texts: list[str]) -> str:
    try:
        return wording.in_words(question, reading.read(plan.framework, question.code, texts))
    except AnswerError:
        return " ; ".join(text for text in texts if text)


def _texts(request: HttpRequest, question: Question) -> list[str]:
    texts = request.POST.getlist(f"q-{question.code}")
    return [*texts, *_placed(request, question.code)] if question.kind in ("scale", "table") else texts


def _given(request: HttpRequest, question: Question, trip: Journey, sent: Sent) -> Given:
    code = question.code
    seen = request.POST.get(f"r-{code}", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < LONGEST_REVISION else 0
    texts = _texts(request, question)
    if question.kind == "table":
        texts = _rows(request, code, texts, sent)
    if question.kind == "file":
        texts = _file(request, code, texts, trip, sent)
    return Given(texts, revision)


def _placed(request: HttpRequest, code: str) -> list[str]:
    """The controls of the lines and cells: "q-CODE=place" → "place=value"."""
    start = f"q-{code}="
    return [
        f"{name.removeprefix(start)}={value}"
        for name, values in request.POST.lists()
        if name.startswith(start)
        for value in values
    ]


def _rows(request: HttpRequest, code: str, texts: list[str], sent: Sent) -> list[str]:
    """Without a script: a row more, or a row less, by a button of the form."""
    if request.POST.get("add") == code:
        sent.stays = True
        shown = (place.partition(".")[0] for place in by_place(texts))
        sent.rows[code] = 2 + max(
            (int(row) for row in shown if row.isdecimal() and len(row) < LONGEST_REVISION), default=0
        )
    dropped, _, row = request.POST.get("drop", "").partition("=")
    if dropped == code and row.isdecimal():
        sent.stays = True
        return [text for text in texts if not text.startswith(f"{row}.")]
    return texts


def _proofs(request: HttpRequest, code: str, trip: Journey, sent: Sent) -> None:
    """Pieces that back up an answer: sent with the page, kept beside the answer, taken away by a button."""
    if request.POST.get("prove") == code:
        sent.stays = True
    dropped_key = request.POST.get("unprove", "")
    if dropped_key and dropped_key in {proof.key for proof in asking.proofs(trip, code)}:
        sent.stays = True
        evidence.forget_proof(assessment=trip.assessment, key=dropped_key)
    upload = request.FILES.get(f"p-{code}")
    if f"p-{code}" in dropped(request):
        sent.proofs[code] = files.too_large().messages[0]
    elif upload is not None:
        try:
            evidence.add_evidence(assessment=trip.assessment, code=code, upload=upload, is_proof=True)
        except ValidationError as refusal:
            sent.proofs[code] = refusal.messages[0]


def _file(request: HttpRequest, code: str, texts: list[str], trip: Journey, sent: Sent) -> list[str]:
    if request.POST.get("remove") == code:
        sent.stays = True
        return []
    upload = request.FILES.get(f"f-{code}")
    if f"f-{code}" in dropped(request):
        sent.files[code] = files.too_large().messages[0]
    elif upload is not None:
        try:
            kept = evidence.add_evidence(assessment=trip.assessment, code=code, upload=upload)
        except ValidationError as refusal:
            sent.files[code] = refusal.messages[0]
        else:
            return [str(kept.pk)]
    return texts


# ---------- what to say beside the questions that need something ----------


def marks(before: Journey, trip: Journey, step: Section, sent: Sent, saved: Saved) -> dict[str, Mark]:
    """By question code. `before` and `trip`: the journey before and after saving."""
    known = set(journey.order(before.steps))
    found = {
        question.code: mark
        for question in step.questions
        if question.kind != "computed" and (mark := _mark(question, known, trip, sent, saved))
    }
    for code, rows in sent.rows.items():
        found.setdefault(code, Mark(rows=rows))
    return found


def _mark(question: Question, known: set[str], trip: Journey, sent: Sent, saved: Saved) -> Mark | None:
    code, given = question.code, sent.given.get(question.code)
    if code in sent.proofs:
        return Mark(error=sent.proofs[code])
    if code in sent.files:
        return Mark(error=sent.files[code])
    if given and code in saved.refused:
        error = saved.refused[code]
        cells = wording.cell_faults(error, question) if isinstance(error, CellErrors) else None
        sentence = wording.refusal(error, question, find(trip.plan.framework, code))
        return Mark(tuple(given.texts), sentence, cells, rows=sent.rows.get(code, 0))
    if given and code in saved.newer:
        row = saved.newer[code]
        words = wording.in_words(question, row.value) or _("no answer")
        return Mark(tuple(given.texts), newer=words, newer_at=wording.changed_elsewhere(row.saved_at))
    if is_answer(trip.value(code)):
        return None
    if code not in known:
        return Mark(is_new=True)
    if trip.plan.framework.scales[code].scored and not sent.stays:
        return Mark(error=wording.missing(question))
    return None
