"""Showing a draft to pioneers, and keeping what they say of it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from assessments.codesign import tokens
from assessments.codesign.models import Feedback, Invitation, Preview
from assessments.frameworks.models import FrameworkVersion
from core.limits import within
from core.text import pick
from notifications.services import send_mail
from territories.models import Territory

MOST_INVITED = 200
"""Open links of one preview."""
INVITATIONS_AN_HOUR = 120  # by one person
INVITATIONS_A_DAY = 3  # of one preview to one address
REMARKS_AN_HOUR = 120  # pages of remarks sent with one link
DAY = 24 * 3600  # seconds
KEPT = timedelta(days=30)
"""How long addresses are kept after the end of a preview; told on its pages and in the mail."""


class PreviewClosed(Exception):
    """The preview has ended, or the link was withdrawn."""


class Said(NamedTuple):
    """What a pioneer says of one question: a verdict, words, or both; neither takes back what was said."""

    verdict: str = ""
    comment: str = ""


@transaction.atomic
def open_preview(
    *, version: FrameworkVersion, territory: Territory, user: User, kind: str, days: int, message: str = ""
) -> Preview:
    preview = Preview(
        territory=territory, version=version, opened_by=user, kind=kind, message=message,
        expires_at=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    preview.full_clean()
    preview.save(force_insert=True)
    return preview


@transaction.atomic
def invite(*, preview: Preview, emails: Iterable[str], user: User) -> list[Invitation]:
    """Send each address its own link; one invited before is sent the same link again.

    Raises ValidationError, and sends nothing: the preview has ended, too many people, too often.
    """
    addresses = list(emails)
    if not preview.is_open:
        raise ValidationError(_("This preview has ended: open another one."))
    known = {one.email: one for one in Invitation.objects.filter(preview=preview, withdrawn_at=None)}
    if len(known.keys() | set(addresses)) > MOST_INVITED:
        raise ValidationError(_("A preview is for %(most)s people at most.") % {"most": MOST_INVITED})
    for address in addresses:
        if not within("preview-invite", user.pk, INVITATIONS_AN_HOUR):
            raise ValidationError(
                _("Many invitations have left already: try again in an hour. None of these has left.")
            )
        if not within("preview-invited", f"{preview.pk}:{address}", INVITATIONS_A_DAY, DAY):
            raise ValidationError(_("%(email)s was sent several messages today already.") % {"email": address})
    invited = [known.get(address) or _invitation(preview, address) for address in addresses]
    for invitation in invited:
        _mail(invitation, user)
    return invited


def _invitation(preview: Preview, address: str) -> Invitation:
    invitation = Invitation(preview=preview, email=address)
    invitation.full_clean()
    invitation.save(force_insert=True)
    return invitation


def _mail(invitation: Invitation, user: User) -> None:
    preview = invitation.preview
    path = reverse("codesign:trial", args=[tokens.make(invitation.pk)])
    context: dict[str, object] = {
        "title": pick(preview.version.title),
        "invited_by": str(user),
        "message": preview.message,
        "link": f"{preview.territory.root_url}{path}",
        "until": _in_french(preview),
        "kept": KEPT.days,
    }
    send_mail(template="codesign/mail/trial", to=invitation.email, territory=preview.territory, context=context)


def _in_french(preview: Preview) -> str:
    """The last day, in the language of the mail."""
    with override("fr"):
        return date_format(timezone.localtime(preview.expires_at), "j F Y")


@transaction.atomic
def withdraw(*, invitation: Invitation) -> None:
    """Close the link and forget the address; what was said stays."""
    Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(withdrawn_at=timezone.now(), email="")


@transaction.atomic
def close_preview(*, preview: Preview) -> None:
    """End it now: every link is closed."""
    Preview.objects.filter(pk=preview.pk, closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def note_opening(*, invitation: Invitation) -> None:
    """Remember the first time that the link was followed."""
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def give_feedback(*, invitation: Invitation, said: Mapping[str, Said]) -> int:
    """Keep what is said of each question, by its code, in place of what was said before; how many say something.

    Raises PreviewClosed, and ValidationError on words that are too long or too many sendings: nothing is kept then.
    """
    if not invitation.is_open:
        raise PreviewClosed
    if not within("feedback", invitation.pk, REMARKS_AN_HOUR):
        raise ValidationError(_("Many remarks left from here already: try again later."))
    spoken = {code: one for code, one in said.items() if one.verdict or one.comment}
    Feedback.objects.filter(invitation=invitation, question_code__in=said.keys() - spoken.keys()).delete()
    rows = [Feedback(invitation=invitation, question_code=code, **one._asdict()) for code, one in spoken.items()]
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    # Two pages sent at once write the same rows: the last one stands, neither fails.
    Feedback.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["invitation", "question_code"],
        update_fields=["verdict", "comment", "updated_at"],
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def forget_addresses() -> int:
    """Erase the addresses of the previews that ended long enough ago; how many."""
    limit = timezone.now() - KEPT
    ended = Q(preview__expires_at__lt=limit) | Q(preview__closed_at__lt=limit)
    pks = list(Invitation.objects.filter(ended).exclude(email="").values_list("pk", flat=True))
    return int(Invitation.objects.filter(pk__in=pks).update(email=""))
