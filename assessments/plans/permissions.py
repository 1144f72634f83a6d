"""Who may do what with a plan: `user.has_perm("plans.act", organisation)`."""

import rules

from organisations.permissions import is_member, is_owner, reads_for_territory

rules.add_perm("plans.view", is_member | reads_for_territory)
rules.add_perm("plans.act", is_member)
rules.add_perm("plans.share", is_owner)
