"""What a territory's words mean in its tables: its themes and questions, places by name or code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from territories.geography.files import read_communes, read_departements, read_intercommunalities, read_regions
from territories.geography.names import fold

MANY = "many"
"""Instead of a code: several places bear this name."""


@dataclass
class Vocabulary:
    """`themes`: folded code or title → code. `questions`: folded code → code. `home`: INSEE codes of the communes of
    the territory, which win over others of the same name."""

    themes: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    home: frozenset[str] = frozenset()

    def area(self, kind: str, said: str) -> str:
        """ "departement:86" for "Vienne", "86"…; "" for an unknown one, MANY where the name is not enough."""
        code = self._places(kind).get(fold(said), "")
        return code if code in ("", MANY) else f"{_PREFIX[kind]}:{code}"

    def _places(self, kind: str) -> dict[str, str]:
        found: dict[str, str] = getattr(self, f"_{kind}")
        return found

    @cached_property
    def _regions(self) -> dict[str, str]:
        return _named((place.code, place.name) for place in read_regions())

    @cached_property
    def _departements(self) -> dict[str, str]:
        """By the INSEE code too without its zero: "1" is Ain, where a spreadsheet ate it."""
        found = _named((place.code, place.name) for place in read_departements())
        return {code.lstrip("0"): code for code in found.values() if code.startswith("0")} | found

    @cached_property
    def _epcis(self) -> dict[str, str]:
        return _named((place.siren, place.name) for place in read_intercommunalities())

    @cached_property
    def _communes(self) -> dict[str, str]:
        """By code, by name where one bears it (or one of the territory), by "name (departement)"."""
        found: dict[str, str] = {}
        for place in read_communes():
            name = fold(place.name)
            found[fold(f"{name} {place.departement}")] = place.code
            found[place.code.lower()] = place.code
            if place.code in self.home or name not in found:
                found[name] = place.code
            elif found[name] not in self.home:
                found[name] = MANY
        return {code.lstrip("0").lower(): code for code in found.values() if code.startswith("0")} | found


_PREFIX = {"regions": "region", "departements": "departement", "epcis": "epci", "communes": "commune"}


def _named(places: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, name in places:
        found[fold(name)] = MANY if fold(name) in found else code
        found[fold(code)] = code
    return found
