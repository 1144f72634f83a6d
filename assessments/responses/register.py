"""What the public register says of a SIRET, as the facts of a profile."""

from organisations.domain import naf
from organisations.lookup import Company
from territories.geography.search import communes_by_code


def facts_of(company: Company) -> dict[str, object]:
    """Facts for `services.set_profile`; what the register does not say is left out, for the person to say."""
    commune = communes_by_code([company.commune_code]).get(company.commune_code) if company.commune_code else None
    section = naf.sector(company.naf_code, company.naf_version) if company.naf_code else ""
    facts = {
        "siret": company.siret,
        "organisation_name": company.name,
        "kind": company.kind,
        "size": company.size,
        "section": section,
        "commune": commune,
    }
    return {name: value for name, value in facts.items() if value}
