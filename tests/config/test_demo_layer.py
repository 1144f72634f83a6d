"""The layer that one demo authority has of its own."""

import pytest

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services import install_shipped
from config.demo.layer import OWN, open_layer
from territories.models import Territory
from territories.scope import territory_scope


@pytest.mark.django_db
def test_it_stands_over_the_national_framework_and_is_made_once(national: Territory, poitiers: Territory) -> None:
    with territory_scope(national):
        core = install_shipped(territory=national)
    made = open_layer(poitiers, core)
    assert open_layer(poitiers, core) == made
    with territory_scope(poitiers):
        document = compile_version(made).document
        assert FrameworkVersion.objects.filter(framework=made.framework).count() == 2  # and the next edition
    assert (document.base, document.core) == (core.name, "acteurs-engages")
    assert [theme.code for theme in document.themes if not theme.origin] == [OWN.code]
    assert set(document.languages) == {language for choice in OWN.questions[0].choices for language in choice.title}
