"""Taking stock again, from an assessment that was submitted."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from assessments.responses import access, carrying
from assessments.responses.models import Answer, Assessment
from assessments.responses.services import TooMany
from territories.scope import active_territory


@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    former = access.assessment_or_404(request, pk)
    if not access.may_begin_again(request, former):
        raise Http404
    try:
        assessment = carrying.begin_again(
            former=former,
            author=request.user if isinstance(request.user, User) else None,
            territory=active_territory(),
            address=get_adapter().get_client_ip(request),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("responses:go_on", pk)
    except TooMany:
        messages.error(request, _("Many assessments were begun from here. Wait an hour, then begin."))
        return redirect("responses:go_on", pk)
    messages.success(request, _told(assessment))
    return redirect("responses:profile", assessment.pk)


def _told(assessment: Assessment) -> str:
    count = Answer.objects.filter(assessment=assessment, carried=True).count()
    return ngettext(
        "%(count)s answer comes from last time: check it as you go.",
        "%(count)s answers come from last time: check them as you go.",
        count,
    ) % {"count": count}
