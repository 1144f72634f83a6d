"""Who may do what with a charter: `user.has_perm("charters.sign", organisation)`.

Signing binds the organisation: its managers alone may, never the authority's own people for it.
"""

import rules

from organisations.permissions import is_member, is_owner, reads_for_territory

rules.add_perm("charters.sign", is_owner)
rules.add_perm("charters.follow", is_member | reads_for_territory)
