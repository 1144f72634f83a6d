"""Which versions a version may take answers from."""

from django.db.models import Count, QuerySet

from assessments.frameworks.freezing import FROZEN
from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment, Status
from territories.models import Territory
from territories.scope import Subtree, territory_scope


def sources_for(version: FrameworkVersion, territory: Territory) -> list[tuple[FrameworkVersion, int]]:
    """The published versions seen from here, with how many assessments of the territory stand on each: two queries.

    Those of the same framework first, then those that were answered most.
    """
    seen: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(status__in=FROZEN).exclude(pk=version.pk)
    with territory_scope(Subtree(territory)):
        answered = Assessment.objects.filter(status=Status.SUBMITTED).order_by().values("version")
        counts = {row["version"]: row["n"] for row in answered.annotate(n=Count("pk"))}
    found = [(one, counts.get(one.pk, 0)) for one in seen.select_related("framework__territory").order_by("-pk")]
    return sorted(found, key=lambda row: (row[0].framework_id != version.framework_id, -row[1], -row[0].pk))
