"""Asking for a voice: a colleague for some themes, a relay, or an agent who proposes themselves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.plan import compile_version
from assessments.responses.models import Assessment
from assessments.voices import tokens
from assessments.voices.models import Event, Voice, VoiceKind, Way
from assessments.voices.services.logs import log
from assessments.voices.services.mails import send
from core.limits import within
from core.text import pick
from organisations.models import MemberRole, Membership

LONGEST = timedelta(days=90)
MOST_VOICES = 30  # of one assessment, open or waiting
ASKS_AN_HOUR = 40  # by one person
ASKS_A_DAY = 4  # of one assessment to one address
DAY = 24 * 3600  # seconds


@transaction.atomic
def ask_colleague(
    *,
    assessment: Assessment,
    by: User,
    name: str,
    email: str,
    themes: Sequence[str],
    until: datetime,
    message: str = "",
) -> Voice:
    """Give `themes` to a colleague, by a link sent to `email`. Raises ValidationError, by field."""
    if not themes:
        raise ValidationError({"themes": _("Choose at least one theme.")})
    voice = Voice(assessment=assessment, kind=VoiceKind.DELEGATE, name=name, themes=list(themes), message=message)
    return _invite(voice, by, email, until)


@transaction.atomic
def ask_relay(
    *,
    assessment: Assessment,
    by: User,
    name: str,
    body: str,
    email: str,
    way: str,
    until: datetime,
    message: str = "",
) -> Voice:
    """Let an accountant, a bank, a chamber fill it in with the organisation, or answer beside it."""
    facts = {"name": name, "body": body, "way": way, "message": message}
    return _invite(Voice(assessment=assessment, kind=VoiceKind.RELAY, **facts), by, email, until)


def _invite(voice: Voice, by: User, email: str, until: datetime) -> Voice:
    """To be asked by the organisation is its consent: the voice is open from now on."""
    voice.email, voice.accepted_at = email.strip().lower(), timezone.now()
    _fill(voice, by, until)
    _replace_former(voice)
    voice.full_clean()
    _keep_to_limits(voice, by)
    _make_grid(voice)
    voice.save(force_insert=True)
    log(voice, Event.ASKED, by)
    _mail_link(voice)
    return voice


@transaction.atomic
def propose(*, assessment: Assessment, agent: User, way: str, until: datetime, message: str = "") -> Voice:
    """An agent asks to take part; nothing opens before an owner accepts. Raises ValidationError."""
    mine = Voice.objects.filter(assessment=assessment, user=agent, withdrawn_at=None, refused_at=None)
    if mine.filter(expires_at__gt=timezone.now()).exists():
        raise ValidationError(_("You already asked to take part in this assessment."))
    voice = Voice(
        assessment=assessment, kind=VoiceKind.AGENT, way=way, user=agent, name=_bare(agent), message=message,
        body=assessment.territory.name[:60],
    )  # fmt: skip
    _fill(voice, agent, until)
    voice.full_clean()
    _keep_to_limits(voice, agent)
    voice.save(force_insert=True)
    log(voice, Event.ASKED, agent)
    _tell_owners(voice)
    return voice


def _fill(voice: Voice, by: User, until: datetime) -> None:
    if voice.assessment.organisation_id is None:
        raise ValidationError(_("Say first which organisation this assessment is of."))
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise ValidationError({"until": _("Choose a day between tomorrow and 90 days from now.")})
    known = {theme.code for theme in compile_version(voice.assessment.version).document.themes}
    if not known.issuperset(voice.themes):
        raise ValidationError({"themes": _("This theme is not in this questionnaire.")})
    if not voice.assessment.is_draft and voice.way == Way.WITH:
        raise ValidationError(_("This assessment is submitted: nothing is left to fill in."))
    voice.asked_by, voice.asked_by_name, voice.expires_at = by, _bare(by), until


def _bare(user: User) -> str:
    """A name on one line that fits."""
    return " ".join(str(user).split())[:80]


def _replace_former(voice: Voice) -> None:
    """Asking the same address again takes the place of what was asked before."""
    same = Voice.objects.filter(assessment=voice.assessment, kind=voice.kind, email=voice.email)
    for former in same.filter(withdrawn_at=None, refused_at=None).order_by("created_at"):
        former.withdrawn_at = timezone.now()
        former.save(update_fields=["withdrawn_at", "updated_at"])
        log(former, Event.WITHDRAWN, voice.asked_by)


def _keep_to_limits(voice: Voice, by: User) -> None:
    live = Voice.objects.filter(assessment=voice.assessment, withdrawn_at=None, refused_at=None)
    if live.filter(expires_at__gt=timezone.now()).count() >= MOST_VOICES:
        raise ValidationError(_("Many people were asked already: withdraw some first."))
    whom = f"{voice.assessment_id}:{voice.email or by.pk}"
    if not within("voice", by.pk, ASKS_AN_HOUR) or not within("voiced", whom, ASKS_A_DAY, DAY):
        raise ValidationError(_("Several messages have left already: try again later."))


def _make_grid(voice: Voice) -> None:
    """A sheet of answers of their own, which only they open, and which is never submitted."""
    if not voice.is_beside:
        return
    known = voice.assessment
    facts = {name: getattr(known, name) for name in ("version", "mode", "kind", "size", "section", "traits")}
    voice.grid = Assessment(territory=known.territory, beside=known, **facts)
    voice.grid.full_clean()
    voice.grid.save(force_insert=True)


make_grid = _make_grid


@transaction.atomic
def remind(*, voice: Voice, by: User) -> None:
    """Send the link again. Raises ValidationError: it is closed, or several messages have left."""
    if not voice.is_open or not voice.email:
        raise ValidationError(_("This access is closed: ask again instead."))
    if not within("voiced", f"{voice.assessment_id}:{voice.email}", ASKS_A_DAY, DAY):
        raise ValidationError(_("Several messages have left already: try again later."))
    _mail_link(voice)


def _mail_link(voice: Voice) -> None:
    territory = voice.assessment.territory
    link = reverse("voices:invitation", args=[tokens.make(voice.pk, tokens.VOICE)])
    titles = {one.code: pick(one.title) for one in compile_version(voice.assessment.version).document.themes}
    send(
        "invitation",
        voice.email,
        territory,
        asked_by=voice.asked_by_name,
        organisation=str(voice.assessment.organisation),
        message=voice.message,
        link=f"{territory.root_url}{link}",
        day=date_format(timezone.localtime(voice.expires_at), "j F Y"),
        themes=[titles[code] for code in voice.themes],
    )


def mail_code(*, voice: Voice, code: str) -> None:
    """Send the invited address the code that lets the holder of the link show who they are."""
    send("code", voice.email, voice.assessment.territory, code=code, organisation=str(voice.assessment.organisation))


def _tell_owners(voice: Voice) -> None:
    territory = voice.assessment.territory
    page = f"{territory.root_url}{reverse('voices:detail', args=[voice.assessment_id])}"
    members = Membership.objects.filter(organisation=voice.assessment.organisation_id, role=MemberRole.OWNER)
    owners = members.select_related("user").order_by("pk")
    for member in owners:
        send("proposal", member.user.email, territory, who=voice.label, message=voice.message, link=page)
