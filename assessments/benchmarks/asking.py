"""A comparison as it was asked for in an address: the same for the page, the API and the export."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from assessments.benchmarks.comparing import Comparison, compare
from assessments.benchmarks.forms import NAMES, PeersForm, query_of
from assessments.benchmarks.queries import areas_of
from assessments.results.models import Result
from territories.models import Territory


@dataclass(frozen=True, slots=True)
class Asked:
    """`comparison` is None where the address asks for what is in no list: `form` says so."""

    form: PeersForm
    areas: list[Territory]
    comparison: Comparison | None

    @property
    def wider_query(self) -> str:
        """The parameters of the closest group that is shown instead; "" for none."""
        wider = self.comparison.wider if self.comparison else None
        return urlencode(query_of(wider.address, self.areas)) if wider else ""


def asked(result: Result, given: QueryDict) -> Asked:
    """Without any filter, the closest peers whose figures are published; the form then says which."""
    areas = areas_of(result.territory)
    if any(name in given for name in NAMES.values()):
        form = PeersForm(given, areas=areas)
        return Asked(form, areas, compare(result, form.filters()) if form.is_valid() else None)
    comparison = compare(result)
    return Asked(PeersForm(initial=query_of(comparison.group.address, areas), areas=areas), areas, comparison)
