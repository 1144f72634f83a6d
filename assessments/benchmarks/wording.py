"""Groups of peers in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.benchmarks.domain.lattice import Address
from assessments.responses.forms import SECTIONS
from organisations.models import Kind, Size


class Group(NamedTuple):
    """Who is compared with. `label` is "Grand Poitiers · Construction · 10 to 19 employees"."""

    address: Address
    area: str

    @property
    def label(self) -> str:
        section = str(SECTIONS.get(self.address.section, ""))
        size = str(Size(self.address.size).label) if self.address.size else ""
        kind = str(Kind(self.address.kind).label) if self.address.kind else ""
        return " · ".join(part for part in (self.area, kind, section, size) if part)


def hidden() -> str:
    """Why a figure is not shown: the same words whatever the reason, which would tell something itself."""
    return _(
        "Not shown, fewer than 5: too few organisations stand behind this figure, or behind what one could work out "
        "from it and the other figures."
    )
