"""Register numbers, codes and bands: what is forgiven, what is refused, in which words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from organisations.domain import legal_forms, naf, sizes
from organisations.models import Organisation, Size
from organisations.validators import validate_naf, validate_rna, validate_siren, validate_siret


def said(check: object, number: str) -> str:
    with override("fr"), pytest.raises(ValidationError) as refusal:
        check(number)  # type: ignore[operator]
    return str(refusal.value.messages[0])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("81204417", "Il manque 6 chiffres : un SIRET en compte 14."),
        ("1903004200001", "Il manque 1 chiffre : un SIRET en compte 14."),
        ("356000000000480", "Il y a 1 chiffre de trop : un SIRET en compte 14."),
        ("3560000000004800", "Il y a 2 chiffres de trop : un SIRET en compte 14."),
        ("3560000000004O", "Un SIRET s’écrit en chiffres seulement : il en compte 14."),
        ("٣٥٦٠٠٠٠٠٠٠٠٠٤٨", "Un SIRET s’écrit en chiffres seulement : il en compte 14."),
        ("35600000000049", "Un chiffre de ce SIRET est faux : comparez avec une facture ou un bulletin de paie."),
    ],
)
def test_a_wrong_siret_says_what_to_do(number: str, sentence: str) -> None:
    assert said(validate_siret, number).replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    "number",
    [
        "35600000000048",  # La Poste, head office: Luhn's key
        "35600000049837",  # one of its branches: the digits add up to a multiple of five
        "19290148600014",
    ],
)
def test_true_sirets_pass(number: str) -> None:
    validate_siret(number)


def test_the_rule_of_la_poste_is_not_lent_to_others() -> None:
    with pytest.raises(ValidationError):
        validate_siret("19290148600050")  # adds up to 45, Luhn says no


def test_other_numbers() -> None:
    validate_siren("356000000")
    validate_rna("W863001234")
    validate_naf("62.01Z")
    assert "9" in said(validate_siren, "35600000")
    assert "W" in said(validate_rna, "863001234")
    assert "1 chiffre" in said(validate_rna, "W86300123")
    assert "62.01Z" in said(validate_naf, "62.01")


@pytest.mark.parametrize("typed", ["356 000 000 00048", "356.000.000.00048", " 35600000000048 ", "356 000 000-00048"])
def test_spaces_and_dots_are_forgiven(typed: str) -> None:
    field = Organisation._meta.get_field("siret")
    assert field.clean(typed, None) == "35600000000048"
    form_field = field.formfield()
    assert form_field is not None
    assert len(typed) <= form_field.max_length  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "version", "letter", "sector"),
    [
        ("62.01Z", "rev2", "J", "J"),
        ("62.10Y", "2025", "K", "J"),
        ("58.29C", "rev2", "J", "J"),
        ("58.29Y", "2025", "J", "J"),
        ("65.12Z", "rev2", "K", "K"),
        ("65.12Y", "2025", "L", "K"),
        ("45.20A", "rev2", "G", "G"),
        ("45.20A", "2025", "", ""),
        ("68.20B", "2025", "M", "L"),
        ("84.11Z", "rev2", "O", "O"),
        ("84.11Y", "2025", "P", "O"),
        ("94.99Z", "rev2", "S", "S"),
        ("99.00Y", "2025", "V", "U"),
        ("34.00Z", "rev2", "", ""),
        ("04.00Z", "2025", "", ""),
        ("00.00Z", "rev2", "", ""),
    ],
)
def test_sections(code: str, version: str, letter: str, sector: str) -> None:
    assert (naf.section(code, version), naf.sector(code, version)) == (letter, sector)


def test_no_division_is_in_two_sections() -> None:
    for sections in naf.SECTIONS.values():
        divisions = [number for low, high in sections.values() for number in range(low, high + 1)]
        assert len(divisions) == len(set(divisions))
    assert len(naf.SECTIONS_REV2) == 21
    assert len(naf.SECTIONS_2025) == 22


def test_the_nomenclature_changes_with_the_year() -> None:
    assert naf.version_on(date(2026, 12, 31)) == "rev2"
    assert naf.version_on(date(2027, 1, 1)) == "2025"


@pytest.mark.parametrize(
    ("typed", "kept"), [("6201z", "62.01Z"), ("62 01 Z", "62.01Z"), ("62.01Z", "62.01Z"), ("x", "x")]
)
def test_activity_codes_are_tidied(typed: str, kept: str) -> None:
    assert naf.tidy(typed) == kept


def test_every_band_of_the_register_folds_into_ours() -> None:
    assert set(sizes.FROM_INSEE.values()) == set(sizes.BANDS) == set(Size.values)
    assert [sizes.from_insee(band) for band in ("NN", None, "", "00", "03", "31", "53")] == [
        "",
        "",
        "",
        "0",
        "1-9",
        "50-249",
        "500+",
    ]


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("5710", "company"),
        ("1000", "company"),
        ("5499", "company"),
        ("6540", "company"),
        ("7210", "public_body"),
        ("7348", "public_body"),
        ("4110", "public_body"),
        ("9220", "association"),
        ("9300", "association"),
        ("8420", "association"),
        ("", ""),
    ],
)
def test_the_legal_category_suggests_a_kind(category: str, kind: str) -> None:
    assert legal_forms.kind_of(category) == kind
