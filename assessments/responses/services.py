"""Writes: begin, say who one is, answer, submit, keep, hand over. Each one whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import better_version
from assessments.responses import evidence, links, queries
from assessments.responses.domain.author import HOLDER, Author
from assessments.responses.domain.reading import is_answer, read
from assessments.responses.models import Answer, Assessment, FormerAnswer, Mode, Status, new_nonce
from assessments.scoring import Answer as Value
from assessments.scoring import AnswerError
from core.limits import within
from notifications.services import send_mail
from organisations.models import Organisation
from organisations.queries import with_siret
from organisations.services import create_organisation
from territories.models import Commune, Territory

STARTS_AN_HOUR = 30  # from one address; an office behind one address, a class in a workshop
LINKS_AN_HOUR = 5  # for one assessment
MAILS_AN_HOUR = 20  # from one address


class TooMany(Exception):
    """A soft limit is reached: later, it works again."""


class AlreadySubmitted(Exception):
    """A submitted assessment is read only."""


class NothingAnswered(Exception):
    """An assessment without one answer has nothing to submit."""


class Conflict(Exception):
    """Another tab or device saved another answer meanwhile: `answer` is that newer one."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.question_code)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Given:
    """What someone gives for one question, and the revision that they saw (0: none yet)."""

    texts: Sequence[str]
    seen: int


@dataclass(slots=True)
class Saved:
    """What became of the answers of a page, by question code. Rows in `kept` are as they now stand."""

    kept: dict[str, Answer] = field(default_factory=dict)
    newer: dict[str, Answer] = field(default_factory=dict)
    refused: dict[str, AnswerError] = field(default_factory=dict)


@transaction.atomic
def begin_assessment(
    *,
    territory: Territory,
    version: FrameworkVersion,
    kind: str,
    mode: str = Mode.FULL,
    author: User | None = None,
    commune: Commune | None = None,
    organisation: Organisation | None = None,
    address: str = "",
) -> Assessment:
    """A draft, its screening answers prefilled from what is known: `kind`, or the facts of `organisation`.

    `address`: whence it comes, for the soft limit; "" is not limited. Raises TooMany, ValidationError.
    """
    if address and not within("begin", address, STARTS_AN_HOUR):
        raise TooMany
    if version.status != FrameworkVersion.Status.PUBLISHED:
        raise ValidationError(_("This questionnaire is not open to answers."))
    assessment = Assessment(territory=territory, version=version, kind=kind, mode=mode, author=author, commune=commune)
    if organisation is not None:
        assessment.organisation = organisation
        assessment.organisation_name = organisation.name
        for fact in ("kind", "size", "section", "siret", "commune"):
            setattr(assessment, fact, getattr(organisation, fact))
    assessment.traits = sorted(compile_version(version).default_traits(assessment.profile))
    assessment.full_clean()
    assessment.save(force_insert=True)
    return assessment


@transaction.atomic
def set_profile(*, assessment: Assessment, facts: Mapping[str, object]) -> Assessment:
    """Say who answers. `facts`: any of kind, size, section, traits, siret, organisation_name, commune.

    Answers already given stay: those that the new profile is not shown just do not count. While there is none, the
    variant of the questionnaire that is for this profile takes its place.
    Raises AlreadySubmitted, ValidationError.
    """
    _lock_draft(assessment)
    unknown = set(facts) - {"kind", "size", "section", "traits", "siret", "organisation_name", "commune"}
    if unknown:
        raise ValueError(f"not facts of a profile: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(assessment, name, value)
    version = better_version(assessment.version_id, assessment.territory, assessment.profile)
    if version is not None and not Answer.objects.filter(assessment=assessment).exists():
        assessment.version = version
    assessment.full_clean()
    assessment.save(update_fields=[*facts, "version", "updated_at"])
    return assessment


def save_answer(*, assessment: Assessment, code: str, given: Given, author: Author = HOLDER) -> Answer:
    """Save the answer to one question. Raises AnswerError, Conflict, AlreadySubmitted; then nothing is changed."""
    saved = save_answers(assessment=assessment, given={code: given}, author=author)
    if code in saved.refused:
        raise saved.refused[code]
    if code in saved.newer:
        raise Conflict(saved.newer[code])
    return saved.kept[code]


@transaction.atomic
def save_answers(*, assessment: Assessment, given: Mapping[str, Given], author: Author = HOLDER) -> Saved:
    """Save what is right, report the rest: a wrong answer or a newer one never costs the others.

    What `author` replaces of another person's is kept as a FormerAnswer, one query more.

    Sending the same answer again changes nothing, whatever revision is named: a double click, a retry after
    a cut, two tabs that agree. Three queries for one answer; one more for files. Raises AlreadySubmitted.
    """
    framework = compile_version(assessment.version).framework
    saved = Saved()
    values: dict[str, Value] = {}
    for code, one in given.items():
        try:
            values[code] = read(framework, code, one.texts)
        except AnswerError as error:
            saved.refused[code] = error
    for code in evidence.strangers(assessment, framework, values):
        saved.refused[code] = AnswerError(code, "send the file again", "unknown_evidence")
        del values[code]
    if values:
        _store(assessment, values, given, saved, author)
    return saved


def _store(
    assessment: Assessment, values: Mapping[str, Value], given: Mapping[str, Given], saved: Saved, author: Author
) -> None:
    _lock_draft(assessment, position=list(values)[-1])
    known = Answer.objects.filter(assessment=assessment, question_code__in=values).order_by()
    rows = {row.question_code: row for row in known}
    now = timezone.now()
    changed: list[Answer] = []
    former: list[FormerAnswer] = []
    by = {"author_key": author.key, "author_name": author.name}
    left: dict[str, str] = {}  # what is no answer any more: files to forget
    for code, value in values.items():
        row = rows.get(code)
        if row is None and not is_answer(value):
            row = Answer(assessment=assessment, question_code=code, value=None, revision=0, saved_at=now)
        elif row is None:
            row = Answer(assessment=assessment, question_code=code, value=value, saved_at=now, **by)
            changed.append(row)
        elif row.value != value and row.revision != given[code].seen:
            saved.newer[code] = row
            continue
        elif row.value != value:
            left[code] = str(row.value)
            if row.author_key != author.key and is_answer(row.value):
                former.append(_former(row))
            facts = {"value": value, "revision": row.revision + 1, "saved_at": now, **by}
            row = Answer(assessment=assessment, question_code=code, **facts)
            changed.append(row)
        elif row.carried:  # seen again, and kept as it was
            row.carried, row.author_key, row.author_name = False, author.key, author.name
            changed.append(row)
        saved.kept[code] = row
    # full_clean would ask three questions a row that the lock and the reading above have answered.
    if changed:
        Answer.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["assessment", "question_code"],
            update_fields=["value", "revision", "saved_at", "carried", "author_key", "author_name"],
        )
    if former:
        FormerAnswer.objects.bulk_create(former)
    evidence.forget(assessment=assessment, keys=left)


def _former(row: Answer) -> FormerAnswer:
    kept = ("assessment_id", "question_code", "value", "revision", "saved_at", "author_key", "author_name")
    return FormerAnswer(**{name: getattr(row, name) for name in kept})


def _lock_draft(assessment: Assessment, **fields: object) -> None:
    """Take the row until the end of the transaction, so that nothing is written while it is submitted."""
    draft = Assessment.objects.filter(pk=assessment.pk, status=Status.DRAFT)
    if not draft.update(updated_at=timezone.now(), **fields):
        raise AlreadySubmitted
    for name, value in fields.items():
        setattr(assessment, name, value)


@transaction.atomic
def freeze(*, assessment: Assessment, moment: datetime | None = None) -> Assessment:
    """Make it read only, as it stands, submitted at `moment` (now by default). Files that are no answer go.

    Raises AlreadySubmitted, NothingAnswered.
    """
    _lock_draft(assessment)
    rows = list(Answer.objects.filter(assessment=assessment).order_by("question_code"))
    if not any(is_answer(row.value) for row in rows):
        raise NothingAnswered
    if evidence.file_questions(compile_version(assessment.version).framework):
        evidence.forget_unused(assessment=assessment, answers=rows)
    assessment.status, assessment.submitted_at = Status.SUBMITTED, moment or timezone.now()
    assessment.save(update_fields=["status", "submitted_at", "updated_at"])
    return assessment


@transaction.atomic
def claim(*, user: User, held: Mapping[str, str]) -> int:
    """Give `user` the assessments without author that their session holds (see access.held); how many there were.

    What already has an author keeps it: a link opens, it does not give away.
    """
    free = Assessment.objects.filter(queries.of_session(held), author=None)
    return int(free.update(author=user, updated_at=timezone.now()))


@transaction.atomic
def attach(*, assessment: Assessment, organisation: Organisation) -> Assessment:
    """Say which organisation it is of, so that its members find it; what was submitted is not touched.

    From now on membership decides: the links given before open nothing any more.

    Raises ValidationError: it is another organisation's already, or the two are not of one territory.
    """
    if assessment.organisation_id not in (None, organisation.pk):
        raise ValidationError("This assessment is another organisation's.")
    if assessment.territory_id != organisation.territory_id:
        raise ValidationError("This organisation is another territory's.")
    assessment.organisation, assessment.link_nonce = organisation, new_nonce()
    assessment.save(update_fields=["organisation", "link_nonce", "updated_at"])
    return assessment


@transaction.atomic
def keep_for(*, assessment: Assessment, user: User, organisation: Organisation | None, name: str) -> Organisation:
    """Attach to `organisation`, or to a new one called `name` that `user` owns, made from the assessment's facts.

    Raises ValidationError: see attach; or the territory knows an organisation of this SIRET already.
    """
    if organisation is None and assessment.siret and with_siret(assessment.siret, assessment.territory):
        raise ValidationError(
            _("An organisation with this SIRET is here already: ask one of its members to invite you.")
        )
    kept = organisation or create_organisation(
        territory=assessment.territory,
        owner=user,
        name=name,
        kind=assessment.kind,
        siret=assessment.siret,
        size=assessment.size,
        commune=assessment.commune,
    )
    attach(assessment=assessment, organisation=kept)
    return kept


@transaction.atomic
def revoke_links(*, assessment: Assessment) -> Assessment:
    """No link given so far opens it any more."""
    assessment.link_nonce = new_nonce()
    assessment.save(update_fields=["link_nonce", "updated_at"])
    return assessment


def issue_link(*, assessment: Assessment) -> str:
    """The token of a link that resumes `assessment`, good for links.LIFE."""
    return links.token_for(assessment)


@transaction.atomic
def mail_link(*, assessment: Assessment, to: str, url: str, language: str, address: str = "") -> None:
    """Send the link `url` by e-mail. The address is not kept. Raises TooMany, ValidationError."""
    if not within("link", assessment.pk, LINKS_AN_HOUR) or (address and not within("mail", address, MAILS_AN_HOUR)):
        raise TooMany
    send_mail(
        template="responses/mail/resume",
        to=to,
        territory=assessment.territory,
        context={"url": url, "days": links.LIFE.days, "organisation": assessment.organisation_name},
        language=language,
    )
