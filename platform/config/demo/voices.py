"""Several voices on the demo's first organisation: a colleague, an agent beside it, a poll, gaps, one agreement."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from assessments.frameworks.plan import Plan, compile_version
from assessments.responses import carrying
from assessments.responses.models import Answer, Assessment
from assessments.responses.services import Given, save_answers
from assessments.results.models import Result
from assessments.scoring import UNKNOWN
from assessments.voices import queries, services
from assessments.voices.domain.gaps import POLLED
from assessments.voices.models import Voice
from organisations.models import MemberRole, Membership
from territories.models import Role, RoleName, Territory
from territories.scope import territory_scope

UNTIL = timedelta(days=21)
BALLOTS = 9


def add(territory: Territory) -> None:
    """The first organisation takes stock again, and asks around. Left as it is when it was done before."""
    with territory_scope(territory):
        membership = Membership.objects.filter(organisation__is_fictional=True, role=MemberRole.OWNER).first()
        agent = Role.objects.filter(role=RoleName.ANIMATOR).select_related("user").first()
        if membership is None or agent is None or Voice.objects.exists():
            return
        draft = _draft(membership, territory)
        if draft is not None:
            _ask_around(draft, membership.user, agent.user)


def _draft(membership: Membership, territory: Territory) -> Assessment | None:
    """This year's assessment, begun from the last one."""
    results = Result.objects.filter(assessment__organisation=membership.organisation).order_by("-issued_at")
    last = results.select_related("assessment__version").first()
    if last is None:
        return None
    draft = carrying.begin_again(former=last.assessment, author=membership.user, territory=territory)
    found: Assessment = Assessment.objects.select_related("version", "organisation", "territory").get(pk=draft.pk)
    return found


def _ask_around(draft: Assessment, owner: User, agent: User) -> None:
    plan, until = compile_version(draft.version), timezone.now() + UNTIL
    themes = [section.theme.code for section in plan.sections_for(draft.profile)][:2]
    zoe = services.ask_colleague(
        assessment=draft, by=owner, name="Zoé Petit", email="zoe.petit@entreprise.example", themes=themes,
        until=until, message="Tu connais ces deux sujets mieux que moi. Merci !",
    )  # fmt: skip
    _shift(draft, plan, 1, zoe, limit=3)
    asked = services.propose(
        assessment=draft, agent=agent, way="beside", until=until, message="Pour préparer notre visite."
    )
    voice = services.accept(voice=asked, by=owner)
    if voice.grid is not None:
        _copy(draft, voice.grid, plan, step=-1)
    services.finish(voice=voice)
    _poll(draft, owner, plan)
    _talk(draft, owner, agent)


def _shift(draft: Assessment, plan: Plan, by: int, voice: Voice, limit: int) -> None:
    """Zoé answers a few questions one step away from what stood there."""
    rows = {row.question_code: row for row in Answer.objects.filter(assessment=draft).order_by("question_code")}
    codes = [one.code for one in plan.questions_for(draft.profile) if plan.top_theme_of(one.code).code in voice.themes]
    given = {
        code: Given([moved], rows[code].revision)
        for code in codes
        if code in rows and (moved := _moved(plan, code, rows[code].value, by))
    }
    save_answers(assessment=draft, given=dict(list(given.items())[:limit]), author=voice.author)


def _copy(draft: Assessment, grid: Assessment, plan: Plan, step: int) -> None:
    """The agent sees most things alike, and every fourth one a step lower."""
    given = {}
    for place, row in enumerate(Answer.objects.filter(assessment=draft).order_by("question_code")):
        if plan.question(row.question_code).kind not in ("single", "yes_no") or row.value is None:
            continue
        value = _moved(plan, row.question_code, row.value, step) if place % 4 == 0 else row.value
        given[row.question_code] = Given([str(value or row.value)], 0)
    save_answers(assessment=grid, given=given)


def _moved(plan: Plan, code: str, value: object, by: int) -> str:
    """The choice `by` steps away; "" where there is none."""
    codes = [choice.code for choice in plan.question(code).choices]
    if value not in codes or value == UNKNOWN:
        return ""
    place = codes.index(str(value)) + by
    return codes[place] if 0 <= place < len(codes) else codes[codes.index(str(value)) - by]


def _poll(draft: Assessment, owner: User, plan: Plan) -> None:
    asked = [
        one for one in plan.questions_for(draft.profile) if one.kind in POLLED and one.kind != "scale" and one.choices
    ]
    codes = [one.code for one in asked[:3]]
    poll = services.open_poll(assessment=draft, by=owner, questions=codes, until=timezone.now() + UNTIL)
    for ballot in range(BALLOTS):
        choices = {one.code: {"": one.choices[ballot % min(3, len(one.choices))].code} for one in asked[:3]}
        services.cast(poll=poll, choices=choices)
    services.close_poll(poll=poll)


def _talk(draft: Assessment, owner: User, agent: User) -> None:
    """A comment, a private note, and the narrowest gap settled."""
    gaps = [gap for gap in queries.gaps_of(draft) if gap.size is not None]
    if not gaps:
        return
    widest, narrowest = gaps[0], gaps[-1]
    services.write_note(
        assessment=draft, code=widest.code, author=owner, text="Nous n’avons pas les mêmes chiffres : parlons-en."
    )
    services.write_note(
        assessment=draft, code=widest.code, author=agent, is_private=True,
        text=f"À revoir lors de la visite : {widest.title}",
    )  # fmt: skip
    row = Answer.objects.filter(assessment=draft, question_code=narrowest.code).first()
    said = narrowest.heard[-1].value if isinstance(narrowest.heard[-1].value, str) else narrowest.heard[0].value
    services.agree(
        assessment=draft, gap=narrowest, value=said, why="Relevés à l’appui, nous retenons cette réponse.",
        agreed_with=agent.name, by=owner, seen=row.revision if row else 0,
    )  # fmt: skip
