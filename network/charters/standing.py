"""Where an organisation stands with each charter that is offered to it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
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


def standings_of(organisation: Organisation, know: Callable[[Organisation], Known] = known_of) -> list[Standing]:
    """One by adopted charter offered to it, the territory's first: one query where there is none, else one more and
    those of `know`, whatever their number."""
    versions = list(_offered(organisation))
    if not versions:
        return []
    known = know(organisation)
    rows = Signature.objects.filter(organisation=organisation, charter__in=[one.charter_id for one in versions])
    last: dict[object, Signature] = {row.charter_id: row for row in rows.order_by("signed_at", "id")}
    return [_standing(version, last.get(version.charter_id), known) for version in versions]


def _offered(organisation: Organisation) -> QuerySet[CharterVersion]:
    """The adopted text of each, one by charter, with its charter."""
    open_to = Q(scope_kind=ScopeKind.TERRITORY) | Q(organisations=organisation.pk)
    if organisation.commune_id is not None:
        open_to |= Q(communes=organisation.commune_id)
    found: QuerySet[CharterVersion] = CharterVersion.objects.filter(
        status=Status.ADOPTED, charter__in=Charter.objects.filter(open_to).order_by()
    )
    return found.select_related("charter").order_by("-charter__scope_kind", "charter__title", "charter_id")


def _standing(version: CharterVersion, signature: Signature | None, known: Known) -> Standing:
    charter = version.charter
    rules = Rules.from_dict(charter.rules)
    found = checks(rules, known.facts, (), timezone.localdate())
    return Standing(
        charter=charter,
        version=version,
        signature=signature,
        state=signature.state if signature else None,
        lines=lines(rules, found, known),
        ready=may_begin(found),
    )
