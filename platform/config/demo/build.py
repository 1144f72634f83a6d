"""The whole demo, step by step. Each step is left as it is when it was done before."""

from collections.abc import Callable

from django.core.management import call_command

from assessments.codesign.services.sharing import share
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import install_shipped
from assessments.toolbox.services import install_shipped as install_resources
from config.demo import charters, conditionality, cowriting, learning, plans, portfolio, toolbox, voices
from config.demo.assessments import fill
from config.demo.benchmarks import publish_figures
from config.demo.layer import open_layer
from config.demo.people import Account, members_of, national_team, staff_of
from config.demo.territories import AUTHORITIES, open_authority, open_portal
from territories.models import Commune, Territory
from territories.scope import territory_scope

COMMUNES = 34_969  # COG 2026


def build(port: int, say: Callable[[str], None]) -> list[Account]:
    """Open the portal and the authorities, invent their organisations; the accounts to try them with."""
    if Commune.objects.count() != COMMUNES:
        say("Loading the communes of 2026…")
        call_command("load_geography", verbosity=0)
    portal = open_portal(port)
    with territory_scope(portal):
        version = share(version=install_shipped(territory=portal), sharing=FrameworkVersion.Sharing.PUBLIC)
        install_resources(territory=portal)
        learning.add(portal)
    accounts = national_team(portal)
    for spec in AUTHORITIES:
        territory = open_authority(spec, portal, port)
        members = members_of(territory)
        asked = open_layer(territory, version) if spec.has_layer else version
        made = fill(territory, asked, members)
        say(f"{territory.name}: {territory.communes.count()} communes, {made} invented organisations added.")
        accounts += [*members, *staff_of(territory)]
        _lead_on(territory)
    publish_figures()
    return accounts


def _lead_on(territory: Territory) -> None:
    """From results to progress: help, learning, plans, a charter signed, one being written, aids, several voices."""
    with territory_scope(territory):
        for subject in (toolbox, learning, plans, charters, cowriting, conditionality, voices, portfolio):
            subject.add(territory)
