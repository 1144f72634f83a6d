"""One ruler for all peers: the newest published version of the framework at the root of their layers.

A result of a layer is read by the core's own questions, weights and points; a result of an older version is read
again through the map of versions, as a former result is (results/rebasing.py).
"""

from typing import NamedTuple

from assessments.benchmarks.domain.disclosure import UNIT
from assessments.frameworks.domain.mapping import Carrier
from assessments.frameworks.domain.split import core_answers
from assessments.frameworks.maps import carrier_between
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.results.models import Result
from assessments.results.rebasing import profile_of
from assessments.scoring import Framework, from_dict, round_half_up, score
from assessments.scoring import Result as Scored


class Root(NamedTuple):
    """The version under all layers, and its framework."""

    version: int
    framework: int


_roots: dict[tuple[int, str], Root] = {}


def root_version(version: FrameworkVersion) -> FrameworkVersion:
    while version.base is not None:
        version = version.base
    return version


def root_of(version: FrameworkVersion) -> Root:
    """No query once known: a published version never changes."""
    key = (version.pk, version.digest)
    if key not in _roots:
        found = root_version(version)
        root = Root(found.pk, found.framework_id)
        if not version.is_frozen:
            return root
        _roots[key] = root
    return _roots[key]


def ruler_of(framework: int) -> FrameworkVersion | None:
    """The newest published version of `framework`, else its newest retired one."""
    frozen = FrameworkVersion.objects.filter(framework=framework).exclude(published_at=None)
    ranked = sorted(frozen, key=lambda one: (one.status == FrameworkVersion.Status.PUBLISHED, one.published_at, one.pk))
    return ranked[-1] if ranked else None


class Ruler:
    """Reads results on `version`; carriers are made once for each version that they come from."""

    def __init__(self, version: FrameworkVersion) -> None:
        self.version = version
        self.framework = compile_version(version).framework
        self._carriers: dict[int, Carrier] = {}

    def measure(self, theme: str = "") -> str:
        return f"{self.version.pk}:{theme}"

    @property
    def measures(self) -> dict[str, str]:
        """{theme: measure}, the whole first."""
        return {code: self.measure(code) for code in ("", *(theme.id for theme in self.framework.themes))}

    @property
    def mark(self) -> str:
        """What says that a record was read on this ruler, even where nothing came of it."""
        return str(self.version.pk)

    def is_own(self, result: Result) -> bool:
        """Whether the result is frozen on this very ruler: reading it costs nothing."""
        return result.version_id == self.version.pk

    def values(self, result: Result) -> dict[str, int]:
        """{measure: millionths of the scale} of the whole and of each theme that is answered enough to be named.

        Empty where the whole is not.
        """
        scored, framework = self._scored(result)
        if scored.ratio is None or scored.completeness < framework.completeness:
            return {}
        told = [("", scored.ratio)]
        told += [
            (theme.id, theme.ratio)
            for theme in scored.themes
            if theme.ratio is not None and theme.completeness >= framework.theme_completeness
        ]
        return {self.measure(code): int(round_half_up(ratio * UNIT, 0)) for code, ratio in told}

    def _scored(self, result: Result) -> tuple[Scored, Framework]:
        plan, root = compile_version(result.version), root_of(result.version)
        same = root.version == self.version.pk
        if same and plan.compared is None:
            return from_dict(result.explanation), self.framework
        answers, profile = core_answers(plan, result.answers), profile_of(result)
        if same and plan.compared is not None:
            return score(plan.compared, answers, profile), plan.compared
        carried = self._carrier(result.version, root.version).carry(answers)
        return score(self.framework, carried.answers, profile), self.framework

    def _carrier(self, version: FrameworkVersion, root: int) -> Carrier:
        if root not in self._carriers:
            source, home = root_version(version), self.version.framework.territory
            self._carriers[root] = carrier_between(source, self.version, home, dated=True)
        return self._carriers[root]
