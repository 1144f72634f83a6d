from datetime import date

from django.db.models import Q, QuerySet

from assessments.toolbox.models import Resource


def open_resources(today: date) -> QuerySet[Resource]:
    """Those that the active territory sees and whose deadline is not past."""
    rows: QuerySet[Resource] = Resource.objects.filter(Q(deadline=None) | Q(deadline__gte=today))
    return rows.order_by("id")
