"""An e-mail carries the colours of its territory, one button, and why it was sent."""

from django.template import engines

from territories.models import Territory
from ui.contrast import hex_tokens

MAIL = """{% extends "ui/mail/base.html" %}{% block content %}<h1>Bonjour</h1>
{% include "ui/mail/button.html" with url=url label="Voir mon résultat" %}{% endblock %}
{% block why %}Vous recevez ce message parce que vous l’avez demandé.{% endblock %}"""


def sent(territory: Territory | None) -> str:
    context = {"territory": territory, "subject": "Votre résultat", "url": "https://exemple.fr/?a=1&b=2"}
    return engines["django"].from_string(MAIL).render(context)


def test_it_speaks_for_its_territory(poitiers: Territory) -> None:
    html = sent(poitiers)
    assert "<b>Grand Poitiers</b>" in html
    assert hex_tokens(168)["accent"] in html
    assert "var(--" not in html
    assert "oklch(" not in html
    assert "parce que vous l’avez demandé" in html


def test_it_has_one_button_and_its_address_in_full() -> None:
    html = sent(None)
    assert html.count('class="button"') == 1
    assert html.count("https://exemple.fr/?a=1&amp;b=2") == 2


def test_it_fetches_nothing() -> None:
    html = sent(None)
    assert "<img" not in html
    assert "<link" not in html
    assert "src=" not in html
