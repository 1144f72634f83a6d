"""What people say is wrong with a resource: told to the team, settled by it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.toolbox.models import Reason, ReportState, Resource, ResourceReport
from core.limits import within
from core.text import pick
from notifications.services import send_mail
from outbox.services import announce
from territories.models import Role, RoleName, Territory

DAY = 24 * 3600  # seconds


@transaction.atomic
def report(
    *, resource: Resource, territory: Territory, reason: Reason, note: str = "", user: User | None = None
) -> ResourceReport:
    """Say that `resource` is not right. The animators get one mail a day for each resource, not one for each word.

    Raises ValidationError (a reason that is none, a note too long).
    """
    row = ResourceReport(
        resource=resource, territory=territory, reason=reason, note=note.strip(), by=user, at=timezone.now()
    )
    row.full_clean()
    row.save()
    announce(topic="resource_reported", territory=territory, payload={"report": row.pk, "resource": resource.pk})
    if within("resource-reported", f"{territory.pk}:{resource.pk}", 1, DAY):
        _tell_animators(row)
    return row


def _tell_animators(row: ResourceReport) -> None:
    wanted = (RoleName.ANIMATOR, RoleName.ADMINISTRATOR)
    roles = Role.objects.filter(territory=row.territory, role__in=wanted, user__is_active=True)
    context: dict[str, object] = {
        "title": pick(row.resource.title, "fr"),
        "reason": str(row.get_reason_display()),
        "note": row.note,
        "url": row.territory.root_url + reverse("toolbox_desk:reports"),
    }
    for role in roles.select_related("user").order_by("user__email"):
        send_mail(template="toolbox/mail/reported", to=role.user.email, territory=row.territory, context=context)


@transaction.atomic
def settle(*, row: ResourceReport, user: User) -> ResourceReport:
    """Once is enough: the first who settled it stays."""
    kept: ResourceReport = ResourceReport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if kept.state == ReportState.OPEN:
        kept.state, kept.settled_by, kept.settled_at = ReportState.SETTLED, user, timezone.now()
        kept.full_clean()
        kept.save(update_fields=["state", "settled_by", "settled_at"])
        announce(topic="resource_report_settled", territory=kept.territory, payload={"report": kept.pk})
    return kept
