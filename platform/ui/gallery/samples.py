"""Invented content for the gallery. It is French, as on the territories' pages; names and figures are made up."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from ui.contrast import hex_tokens, prove
from ui.drawing.relief import relief
from ui.drawing.rows import Row, rows

HUES = (28, 95, 168, 200, 235, 262, 350)
"""Offered at the top of the gallery: near the error red, the dullest, and those of the demo."""
LEVELS = ("départ", "premiers pas", "en chemin", "bien avancé", "exemplaire")
WHEEL = tuple(range(0, 360, 30))


class SampleForm(forms.Form):
    """Every kind of control that a page may hold."""

    commune = forms.CharField(label="Commune", help_text="Là où se trouve votre atelier ou votre bureau.")
    siret = forms.CharField(label="Numéro SIRET", required=False)
    activity = forms.ChoiceField(label="Activité", choices=[("c", "Construction et bois"), ("a", "Alimentation")])
    kind = forms.ChoiceField(
        label="Vous représentez",
        choices=[("company", "une entreprise"), ("association", "une association"), ("public", "un service public")],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label="Ce qui vous intéresse",
        help_text="Plusieurs réponses possibles.",
        choices=[("energy", "l’énergie"), ("water", "l’eau")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(
        label="Votre projet en deux phrases", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    publish = forms.BooleanField(label="Afficher mon niveau dans l’annuaire", required=False)

    def clean_siret(self) -> str:
        siret = str(self.cleaned_data["siret"])
        if siret and len(siret) != 14:
            raise forms.ValidationError(f"Il manque {14 - len(siret)} chiffres : un SIRET en compte 14.")
        return siret


def sample_context() -> dict[str, Any]:
    """What the specimens need; nothing comes from the database."""
    filled = {"commune": "Chauvigny", "activity": "c", "kind": "company", "themes": ["water"], "publish": True}
    return {
        "wheel": WHEEL,
        "worst": sorted(prove(), key=lambda finding: finding.ratio / finding.floor)[:6],
        "form": SampleForm(initial=filled, prefix="f"),
        "refused": SampleForm({"r-siret": "81204417", "r-activity": "c"}, prefix="r"),
        "relief": relief(
            [3, 2, 4, 1, 3, 4, None, 5],
            [2, 2, 3, 1, 2, 3, None, 5],
            ["Énergie", "Déplacements", "Achats", "Eau", "Équipe", "Ancrage local", "Déchets", "Numérique"],
            notes=["", "", "", "", "", "", "non concerné", ""],
        ),
        "rows": rows([Row("Achats", 52, 74), Row("Énergie", 39, 56), Row("Eau", 16, 18), Row("Équipe", None, 58)]),
        "level_names": LEVELS,
        "levels": list(enumerate(LEVELS, 1)),
        "breadcrumb": [("Accueil", "#landmarks"), ("Annuaire", "#landmarks")],
        "tabs": [("Tout", "#landmarks", True), ("Questions", "#landmarks", False), ("À partager", "#landmarks", False)],
        "phases": [
            ("done", "Annonce", ""),
            ("now", "Candidatures", "jusqu’au 31 janvier"),
            ("later", "Lecture", ""),
        ],
        "themes": [
            ("Énergie et bâtiments", "#landmarks", "7 sur 7", False),
            ("Déplacements", "#landmarks", "3 sur 5", True),
            ("Eau et nature", "#landmarks", "0 sur 5", False),
        ],
        "pages": _page(6),
        "tags": [("", "Invité"), ("accent", "En cours"), ("ok", "Tenu"), ("warn", "En retard")],
        "facts": [
            ("Effort", "Une demi-journée, 150 € environ"),
            ("Aide possible", "Diagnostic eau gratuit, car vous avez moins de 50 salariés"),
        ],
        "bars": [("Invitées", "2 480", 100), ("Commencé", "1 164", 47), ("Terminé", "803", 32)],
        "bar_heads": ["Étape", "Structures", "Part des invitées"],
        "list_heads": [("Structure", False), ("État", False), ("Dernier échange", False), ("Points", True)],
        "list_rows": [
            _entry("Menuiserie Clairbois", "Terminé", "12 novembre", "54"),
            _entry("Association des jardins partagés et des vergers de la Vonne", "Invitée", "–", "–"),
        ],
    }


def colours(hue: int) -> list[tuple[str, str, str]]:
    """Name of each token, its hex by day and by night."""
    day, night = hex_tokens(hue), hex_tokens(hue, "dark")
    return [(name.replace("_", "-"), day[name], night[name]) for name in day]


def _page(number: int) -> "Page[int]":
    return Paginator(range(120), 10).page(number)


def _entry(name: str, *texts: str) -> tuple[str, str, list[tuple[str, str, bool]]]:
    heads = [("État", False), ("Dernier échange", False), ("Points", True)]
    return name, "#tables", [(head, text, number) for (head, number), text in zip(heads, texts, strict=True)]
