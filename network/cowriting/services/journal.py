"""Writing the public journal, beside what it tells of."""

from network.cowriting.models import Entry, Proposal, What, Writing
from organisations.models import Organisation


def record(
    *,
    writing: Writing,
    what: What,
    organisation: Organisation | None = None,
    proposal: Proposal | None = None,
    detail: str = "",
) -> Entry:
    """`organisation` None: the team."""
    entry = Entry(writing=writing, what=what, organisation=organisation, proposal=proposal, detail=detail[:600])
    entry.full_clean()
    entry.save(force_insert=True)
    return entry
