"""Who may do what with resources. A territory's team writes its own rows only; what comes from above is read."""

from typing import Any

import rules
from django.http import HttpRequest

from assessments.results.models import Result
from assessments.toolbox.models import Resource


@rules.predicate
def may_edit_resource(user: Any, resource: Resource | None) -> bool:
    """`user.has_perm("toolbox.edit", resource)`: an animator of the very territory that it belongs to."""
    return resource is not None and user.has_perm("territories.animate", resource.territory)


rules.add_perm("toolbox.edit", may_edit_resource)


def may_use(request: HttpRequest, result: Result) -> bool:
    """Whether whoever asks keeps resources for the organisation of a result: its members, never a session alone."""
    organisation = result.assessment.organisation
    return (
        organisation is not None
        and request.user.is_authenticated
        and request.user.has_perm("organisations.answer", organisation)
    )
