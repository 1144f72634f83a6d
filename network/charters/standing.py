"""Where an organisation stands with each charter that is offered to it."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from network.charters.asking import Line, lines
from network.charters.domain.rules import Rules, checks, may_begin
from network.charters.domain.states import State
from network.charters.facts import Known, known_of
from network.charters.models import Charter, CharterVersion, ScopeKind, Signature, Status
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Standing:
    """`signature` is the last one, in force or ended; `lines` what signing asks, where there is something to sign."""

    charter: Charter
    version: CharterVersion
    signature: Signature | None
    state: State | None
    lines: list[Line]
    ready: bool

    @property
    def in_force(self) -> bool:
        return self.state is not None and self.state.is_in_force

    @property
    def may_renew_text(self) -> bool:
        """It holds, on a text that another one has replaced since."""
        return self.in_force and self.signature is not None and self.signature.version_id != self.version.pk

    @property
    def review_is_open(self) -> bool:
        return self.state in (State.DUE, State.LATE)


def standings_of(organisation: Organisation) -> list[Standing]:
    """One by adopted charter offered to it, the territory's first: a constant number of queries."""
    charters = list(_offered(organisation))
    if not charters:
        return []
    known = known_of(organisation)
    rows = Signature.objects.filter(organisation=organisation, charter__in=charters)
    last: dict[object, Signature] = {row.charter_id: row for row in rows.order_by("signed_at", "id")}
    return [_standing(charter, last.get(charter.pk), known) for charter in charters]


def _offered(organisation: Organisation) -> list[Charter]:
    adopted = Prefetch("versions", CharterVersion.objects.filter(status=Status.ADOPTED).order_by("-number"))
    open_to = Q(scope_kind=ScopeKind.TERRITORY) | Q(organisations=organisation.pk)
    if organisation.commune_id is not None:
        open_to |= Q(communes=organisation.commune_id)
    rows = Charter.objects.filter(open_to, versions__status=Status.ADOPTED).distinct()
    return list(rows.order_by("-scope_kind", "title", "id").prefetch_related(adopted))


def _standing(charter: Charter, signature: Signature | None, known: Known) -> Standing:
    rules = Rules.from_dict(charter.rules)
    found = checks(rules, known.facts, (), timezone.localdate())
    return Standing(
        charter=charter,
        version=charter.versions.all()[0],
        signature=signature,
        state=signature.state if signature else None,
        lines=lines(rules, found, known),
        ready=may_begin(found),
    )
