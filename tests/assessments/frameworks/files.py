"""Framework files for tests: a small sound one, and the real ones where they are."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "referentials"
ENISA = REAL / "ciso-enisa-sme-cra-maturity.yaml"
MONAIDECYBER = REAL / "ciso-anssi-mon-aide-cyber.yaml"
TET_ECI = REAL / "tet-economie-circulaire.csv"
TET_TE = REAL / "tet-transition-ecologique.csv"

needs_real_files = pytest.mark.skipif(
    not ENISA.is_file(), reason="the real framework files are not in ../shared/data/referentials"
)

SMALL = """\
format: assett-framework/1
code: small
version: "1.0"
languages: [fr, en]
title: {fr: Petit, en: Small}
description: {fr: Pour essayer, en: To try}
licence: CC-BY-4.0
source: {fr: Nous, en: Us}
scale: {min: 0, max: 100, decimals: 0}
points: {min: 0, max: 4}
unknown: excluded
completeness: {overall: 60, theme: 50}
seconds_per_question: 40
levels:
  - code: discover
    from: 0
    title: {fr: Je découvre, en: I discover}
    group_title: {fr: Nous découvrons, en: We discover}
    text: {fr: Bon début, en: Good start}
    themes:
      energy: {fr: Regardez vos factures, en: Look at your bills}
  - {code: act, from: 40.5, title: {fr: J'agis, en: I act}}
traits:
  - code: premises
    title: {fr: Des locaux ?, en: Premises?}
    default: [{kinds: [public_body]}, {kinds: [company], sizes: ["50-249"]}]
  - {code: food, title: {fr: Des repas ?, en: Food?}}
glossary:
  - {code: kwh, term: {fr: kWh, en: kWh}, definition: {fr: Une unité, en: A unit}}
legal_notes:
  - code: tertiary
    text: {fr: Déclarer, en: Declare}
    who: {kinds: [company]}
    since: "2024-01-01"
    source: https://example.org
    mark: verified
    checked_on: 2026-11-21
    review_by: 2027-05-21
    questions: [EN1]
express: [EN1, DE1]
themes:
  - code: energy
    title: {fr: Énergie, en: Energy}
    description: {fr: Chauffer, en: Heat}
    weight: 2
    questions:
      - code: EN1
        type: single
        name: {fr: Connaître, en: Know}
        title: {fr: Suivez-vous vos consommations ?, en: Do you follow your use?}
        why: {fr: Pour agir, en: To act}
        help: {fr: Sur la facture, en: On the bill}
        example: {fr: Un relevé, en: A reading}
        applies: {traits: [premises]}
        choices:
          - {code: a, points: 0, title: {fr: Pas encore, en: Not yet}}
          - {code: b, points: 2, title: {fr: Un peu, en: A little}}
          - {code: c, points: 4, title: {fr: Oui, en: Yes}}
        terms: [kwh]
        effort: {fr: Une heure, en: One hour}
        evidence: {fr: Un relevé, en: A reading}
        axes: [environment]
        variants:
          - {when: {kinds: [public_body]}, title: {fr: La mairie suit-elle ?, en: Does the town hall?}}
      - code: EN2
        type: percentage
        title: {fr: Part renouvelable ?, en: Renewable share?}
        weight: 0.5
        bands:
          - {from: 0, to: 10, points: 0}
          - {from: 10, to: 50, points: 2}
          - {from: 50, to: 100, points: 4}
  - code: waste
    title: {fr: Déchets, en: Waste}
    questions:
      - {code: DE1, type: yes_no, title: {fr: Triez-vous ?, en: Do you sort?}, not_concerned: false}
      - {code: DE2, type: text, title: {fr: Racontez, en: Tell us}}
    themes:
      - code: food-waste
        title: {fr: Biodéchets, en: Food waste}
        applies: {any_trait: [food]}
        questions:
          - code: DE3
            type: multiple
            combine: best
            title: {fr: Que faites-vous ?, en: What do you do?}
            choices:
              - {code: compost, points: 2, title: {fr: Composter, en: Compost}}
              - {code: give, points: 4, title: {fr: Donner, en: Give}}
          - code: DE4
            type: number
            unit: {fr: kg, en: kg}
            title: {fr: Combien ?, en: How much?}
            unknown: false
"""


def small(*changes: tuple[str, str]) -> bytes:
    """The small framework with some of its text replaced; each text must be there once at least."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()
