"""The comparison and the progress in a browser: without a script, at two widths, day and night, axe without a fault."""

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext

from assessments.benchmarks.services import roll_up
from territories.models import Territory
from territories.scope import territory_scope
from tests.e2e import axe
from tests.e2e.conftest import Site
from tests.e2e.world import sign_in
from tests.factories.accounts import make_user
from tests.factories.benchmarks import make_peers
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, MIDDLING, make_result, make_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = ({"width": 390, "height": 844}, {"width": 1280, "height": 900})


def test_compare_then_widen_then_see_the_years(site: Site, spaces: dict[str, Territory], open_browser) -> None:
    owner, poitiers = make_user(), spaces["poitiers"]
    with territory_scope(poitiers):
        version = make_version()
        facts = {"section": "C", "size": "1-9", "kind": "company"}
        make_peers(11, version, **facts)
        organisation = make_organisation(owner, name="Clairbois")
        make_result(MIDDLING, version=version, organisation=organisation, **facts)
        mine = make_result(BEST, version=version, organisation=organisation, **facts)
    roll_up(root=Territory.objects.get(parent=None), until=timezone.now())
    faults = []
    for viewport in WIDTHS:
        for scheme in ("light", "dark"):
            context: BrowserContext = open_browser(viewport, bypass_csp=True, color_scheme=scheme)
            sign_in(context, owner, site.home)
            page = context.new_page()
            for path in (
                f"/comparer/{mine.pk}/",
                f"/comparer/{mine.pk}/?secteur=A",
                f"/resultats/evolution/{organisation.pk}/",
            ):
                page.goto(site.home + path)
                faults += [
                    f"{path} {viewport['width']} {scheme}: {one}" for one in axe.violations(page) + axe.overflows(page)
                ]
    assert not faults, "\n".join(faults)
    bare = open_browser(WIDTHS[0], java_script_enabled=False)
    sign_in(bare, owner, site.home)
    page = bare.new_page()
    page.goto(f"{site.home}/resultats/{mine.pk}/")
    page.click("text=Comparer avec d’autres")
    assert "12 structures" in page.inner_text("main")
    page.select_option("select[name=secteur]", "A")
    page.click("main form button")
    assert "moins de 5" in page.inner_text("main")
    page.click("text=Groupe montré le plus proche")
    assert "12 structures" in page.inner_text("main")
    page.goto(f"{site.home}/resultats/{mine.pk}/")
    page.click("text=Tous nos résultats à la même mesure")
    assert "Ensemble" in page.inner_text("main table")
