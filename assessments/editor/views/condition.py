"""When a theme or a question is asked: lines and groups, one act at a time, without code and without a script."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.editor import access, attempts, desk, wording
from assessments.editor.domain import acts, criteria, places
from assessments.editor.domain.criteria import Sheet
from assessments.editor.forms.condition import LineForm
from assessments.editor.views.node import address
from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.plain import plain_condition
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from core.text import pick

PROFILE = "profile"
NEW = "new"


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team(access.EDIT)
def condition(request: HttpRequest, pk: int, node: str, code: str) -> HttpResponse:
    """`?group=0&about=EN1`: the line being added, to a group ("new" for one of its own) and about what."""
    version = access.own_version_or_404(request, pk)
    document = read_rows(version)
    found = places.find(document, "question" if node == "question" else "theme", code)
    if found is None or node not in ("question", "theme") or not access.may_edit(request, version):
        raise Http404
    sheet = criteria.sheet_of(found[0].visible_if)
    if request.method == "POST":
        return _post(request, version, document, node, found[0], sheet)
    return _page(request, version, document, node, found[0], sheet, _line_form(request, document, None))


def _post(
    request: HttpRequest, version: FrameworkVersion, document: Document, node: Any, part: Any, sheet: Sheet | None
) -> HttpResponse:
    act, _space, rest = request.POST.get("do", "").partition(" ")
    form = None
    if act == "add":
        form = _line_form(request, document, request.POST)
        if form is None:
            raise Http404
        if not form.is_valid():
            return _page(request, version, document, node, part, sheet, form, status=422)
    changed = _changed(act, rest.split(" "), sheet, form, request.GET.get("group", NEW))
    after = plain_condition(criteria.condition_of(changed))
    outcome = attempts.attempt(
        request, version, lambda: (acts.setting(document, node, part.code, "visible_if", after),)
    )
    attempts.say(request, outcome, _("Condition saved."))
    return redirect("editor:condition", version.pk, node, part.code)


def _changed(act: str, numbers: list[str], sheet: Sheet | None, form: LineForm | None, group: str) -> Sheet:
    """The sheet after an act: "clear", "add", "remove 0 1", "any 0", "all groups". Raises Http404."""
    if act == "clear":
        return Sheet()
    if sheet is None:
        raise Http404
    if act == "add" and form is not None:
        return criteria.with_line(sheet, int(group) if group.isdecimal() and len(group) < 4 else None, form.line())
    try:
        if act in ("all", "any"):
            return criteria.linked(sheet, None if numbers[0] == "groups" else int(numbers[0]), act)  # type: ignore[arg-type]
        if act == "remove":
            return criteria.without_line(sheet, int(numbers[0]), int(numbers[1]))
    except (ValueError, IndexError) as error:
        raise Http404 from error
    raise Http404


def _line_form(request: HttpRequest, document: Document, data: Any) -> LineForm | None:
    """The form of the line being added; None while one has not said about what."""
    about = request.GET.get("about", "")
    question = next((one for one in document.questions() if one.code == about), None)
    if about != PROFILE and question is None:
        return None
    return LineForm(data, document=document, question=question)


def _page(
    request: HttpRequest,
    version: FrameworkVersion,
    document: Document,
    node: str,
    part: Any,
    sheet: Sheet | None,
    form: LineForm | None,
    status: int = 200,
) -> HttpResponse:
    said: Callable[[Any], str] = lambda line: wording.condition(document, line)  # noqa: E731
    about = form.question if form else None
    context = desk.context(request, version) | {
        "node": part,
        "kind": node,
        "back": address(version.pk, node, part.code),
        "sentence": said(part.visible_if),
        "sheet": sheet,
        "groups": [(group.link, [said(line) for line in group.lines]) for group in sheet.groups] if sheet else [],
        "group": request.GET.get("group", NEW),
        "about": request.GET.get("about", ""),
        "about_words": f"{about.code} {pick(about.title)}" if about else "",
        "form": form,
        "questions": [(one.code, pick(one.title)) for one in _possible(document, part)],
    }
    return render(request, "editor/condition.html", context, status=status)


def _possible(document: Document, part: Any) -> list[Question]:
    """A question does not look at itself, nor a theme at what it holds."""
    inside = {part.code} if isinstance(part, Question) else {q.code for one in part.walk() for q in one.questions}
    return [question for question in document.questions() if question.code not in inside and not question.hidden]
