"""A plan with an action declared done, its document and its figure; an offer to share."""

from typing import Any

from django.utils import timezone

from assessments.plans.models import PeerOffer, Status
from assessments.plans.services import add_evidence, add_measure, change_status
from tests.factories.plans import make_action, pdf


def furnish(space: Any) -> None:
    owner = space.people["owner"]
    action = make_action(
        space.organisation, title=f"{space.secret}-action", commitment=f"{space.secret}-commitment", owner=owner
    )
    space.more["measure"] = add_measure(action=action, on=timezone.localdate(), value=12, author=owner)
    space.more["action_evidence"] = add_evidence(action=action, upload=pdf(f"{space.secret}.pdf"), author=owner)
    space.more["action"] = change_status(action=action, status=Status.DONE, author=owner)
    space.more["offer"] = PeerOffer.objects.create(organisation=space.organisation, question_code="t1q1", by=owner)


ARGUMENTS = {
    ("plans", "pk"): lambda space: space.organisation.pk,
    ("plans", "action"): lambda space: space.more["action"].pk,
    ("plans", "evidence"): lambda space: space.more["action_evidence"].pk,
    ("plans", "measure"): lambda space: space.more["measure"].pk,
    ("plans", "offer"): lambda space: space.more["offer"].pk,
    ("plans:from_question", "pk"): lambda space: space.result.pk,
    ("plans:from_question", "code"): lambda space: "t1q1",
    ("plans_desk", "pk"): lambda space: space.more["action"].pk,
}
