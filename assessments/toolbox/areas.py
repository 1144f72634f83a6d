"""Names of the areas that a resource is reserved to."""

from collections.abc import Collection

from territories.geography.files import read_departements, read_regions
from territories.models import Commune, Intercommunality


def names_of(areas: Collection[str]) -> dict[str, str]:
    """ "departement:86" → "Vienne"; a query for communes, one for inter-municipalities, where there are any."""
    names = {f"region:{place.code}": place.name for place in read_regions()}
    names |= {f"departement:{place.code}": place.name for place in read_departements()}
    for kind, model in (("commune", Commune), ("epci", Intercommunality)):
        codes = [area.partition(":")[2] for area in areas if area.startswith(f"{kind}:")]
        if codes:
            names |= {f"{kind}:{row.pk}": row.name for row in model.objects.filter(pk__in=codes).order_by()}
    return {area: names[area] for area in areas if area in names}
