"""Who may do what with a text written together: one question, one function."""

from typing import Any

from network.cowriting.models import Proposal, Writing
from network.cowriting.queries.writings import writers


def may_write(user: Any, writing: Writing) -> bool:
    """Whether `user` answers for an organisation that takes part. Being on time is another question."""
    return bool(user.is_authenticated) and writers(user, writing).exists()


def may_withdraw(user: Any, proposal: Proposal) -> bool:
    """Anyone who answers for the organisation that proposed it."""
    return bool(user.is_authenticated) and user.has_perm("organisations.answer", proposal.organisation)
