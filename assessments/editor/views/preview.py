"""The draft as each kind of organisation would see it: the questionnaire's own templates, switched off."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.editor import access, desk, wording
from assessments.editor.forms.preview import PreviewForm
from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.domain.plan import Plan, Section, plan_of
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.responses.models import Assessment
from assessments.responses.pages import Block, Journey, blocks
from assessments.scoring import Profile
from core.text import pick


@require_safe
@access.for_team()
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """`?kind=company&size=1-9&section=C&traits=premises&theme=energy`."""
    version = access.version_or_404(request, pk)
    document = read_rows(version)
    plan = plan_of(_unconditional(document))
    form = PreviewForm(request.GET if "kind" in request.GET else None, document=document)
    profile = form.profile()
    steps = plan.sections_for(profile)
    wanted = request.GET.get("theme", "")
    step = next((one for one in steps if one.theme.code == wanted), steps[0] if steps else None)
    context = desk.context(request, version) | {
        "form": form,
        "steps": [(pick(one.theme.title), one.theme.code, len(one.questions), one is step) for one in steps],
        "step": step,
        "title": pick(step.theme.title) if step else "",
        "description": pick(step.theme.description) if step else "",
        "blocks": _blocks(version, plan, profile, steps, step) if step else [],
        "conditions": _conditions(document, step) if step else [],
        "query": form.query(),
        "count": sum(len(one.questions) for one in steps),
        "minutes": plan.minutes(sum(len(one.asked) for one in steps)),
    }
    return render(request, "editor/preview.html", context)


def _blocks(
    version: FrameworkVersion, plan: Plan, profile: Profile, steps: tuple[Section, ...], step: Section
) -> list[Block]:
    nobody = Assessment(
        version=version,
        territory=version.framework.territory,
        kind=profile.kind,
        size=profile.size,
        section=profile.section,
        traits=sorted(profile.traits),
    )
    return blocks(Journey(nobody, plan, steps, {}), step)


def _conditions(document: Document, step: Section) -> list[tuple[str, str]]:
    """What is asked under a condition only: its title, the condition in words."""
    codes = {question.code for question in step.questions} | {group.theme.code for group in step.groups}
    nodes: list[Theme | Question] = [*document.walk(), *document.questions()]
    return [
        (pick(node.title), wording.condition(document, node.visible_if))
        for node in nodes
        if node.code in codes and node.visible_if is not None
    ]


def _unconditional(document: Document) -> Document:
    """Nobody answers a preview: what hangs on an answer is shown, and said."""

    def bare(theme: Theme) -> Theme:
        questions = tuple(replace(question, visible_if=None) for question in theme.questions)
        return replace(theme, visible_if=None, questions=questions, themes=tuple(map(bare, theme.themes)))

    return replace(document, themes=tuple(map(bare, document.themes)))
