"""Who may do what with the voices of an assessment.

`voices.take_part`: those who answer for the organisation: ask a colleague, discuss, agree.
`voices.open_outside`: its owners alone: let a relay or an agent in, ask the employees. Not the administrators of the
territory, who may manage organisations: a consent that the authority gave itself would be none.
`voices.note`: the team, animators and above with a second factor: propose oneself, keep private notes.
"""

from typing import Any

import rules

from accounts import second_factor
from assessments.responses.models import Assessment
from organisations.permissions import is_member, is_owner
from territories.models import RoleName
from territories.permissions import role_of


@rules.predicate
def answers_for_it(user: Any, assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.organisation is not None and is_member(user, assessment.organisation)


@rules.predicate
def owns_it(user: Any, assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.organisation is not None and is_owner(user, assessment.organisation)


@rules.predicate
def animates(user: Any, assessment: Assessment | None) -> bool:
    if assessment is None:
        return False
    role = role_of(user, assessment.territory)
    return role is not None and role.includes(RoleName.ANIMATOR) and second_factor.has_one(user)


rules.add_perm("voices.take_part", answers_for_it)
rules.add_perm("voices.open_outside", owns_it)
rules.add_perm("voices.note", animates)
