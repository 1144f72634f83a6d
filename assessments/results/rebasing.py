"""A former result read again with this version's ruler, so that a change of questions is not taken for progress.

The former result stays as it was issued: what is read again is frozen with the new one, which it is compared with.
"""

from assessments.frameworks.maps import carrier_between
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.results.models import Result
from assessments.scoring import Profile, score
from assessments.scoring import Result as Scored
from territories.models import Territory


def read_again(former: Result | None, version: FrameworkVersion, territory: Territory) -> Scored | None:
    """The answers of `former`, carried by the map of the two versions, scored by `version` for who it was then.

    None where there is no former result, or it is of the same version: then it is compared as it is.
    """
    if former is None or former.version_id == version.pk:
        return None
    carried = carrier_between(former.version, version, territory, dated=True).carry(former.answers)
    return score(compile_version(version).framework, carried.answers, profile_of(former))


def profile_of(result: Result) -> Profile:
    """Who answered, as it was frozen."""
    told = result.profile
    return Profile(told["kind"], told["size"], told["section"], frozenset(told["traits"]))
