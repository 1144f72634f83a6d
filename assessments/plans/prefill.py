"""Taking stock again after actions were done: the answers that they were to make true are proposed, to be checked."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.plans import queries
from assessments.plans.domain.simulation import better_answers
from assessments.plans.models import Action
from assessments.plans.simulating import targets_of
from assessments.responses.models import Answer, Assessment
from assessments.responses.prefill import Proposal
from assessments.responses.queries import values
from assessments.results.wording import day
from territories.scope import active_territory


def done_since(former: Assessment, version: FrameworkVersion) -> dict[str, Proposal]:
    """By question of `version`, what the actions finished since `former` was submitted have made true.

    Only where it is a better answer than the one given then. One query where nothing was done.
    """
    if former.organisation is None or former.submitted_at is None:
        return {}
    since = localtime(former.submitted_at).date()
    actions = list(queries.done_since(former.organisation, since).select_related("version"))
    return _proposals(actions, former, version) if actions else {}


def _proposals(actions: list[Action], former: Assessment, version: FrameworkVersion) -> dict[str, Proposal]:
    territory = active_territory()
    old, new = compile_version(former.version).framework, compile_version(version).framework
    given = values(Answer.objects.filter(assessment=former).order_by("question_code"))
    found: dict[str, Proposal] = {}
    for action in actions:
        then = targets_of([action], former.version, territory)
        if not better_answers(old, given, then):
            continue
        known = {code: one.value for code, one in found.items()}
        for code, answer in better_answers(new, known, targets_of([action], version, territory)).items():
            found[code] = Proposal(answer, _why(action))
    return found


def _why(action: Action) -> str:
    return _("Because you finished “%(title)s” on %(day)s.") % {
        "title": action.title,
        "day": day(action.done_on) if action.done_on else "",
    }
