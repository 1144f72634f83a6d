"""Who may do what with a result. Reading it follows `responses.access.may_open`."""

from django.http import HttpRequest

from assessments.results.models import Result


def may_choose_visibility(request: HttpRequest, result: Result) -> bool:
    """Whoever answers for the organisation; without one, the author. Never a browser session alone."""
    user = request.user
    if not user.is_authenticated:
        return False
    organisation = result.assessment.organisation
    if organisation is not None:
        return user.has_perm("organisations.manage", organisation)
    return result.assessment.author_id == user.pk
