"""One cell of an agent's table, read as the field that its head says."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assessments.toolbox.domain.eligibility import EMPLOYEES
from assessments.toolbox.importing import words
from assessments.toolbox.importing.limits import is_address
from assessments.toolbox.importing.vocabulary import MANY, Vocabulary
from organisations.domain import naf
from territories.geography.names import fold

RESOURCE_KINDS = {
    "guide": "guide", "aide": "aid", "aid": "aid", "subvention": "aid", "pret": "aid", "financement": "aid",
    "formation": "training", "training": "training", "contact": "contact", "service": "service",
    "accompagnement": "service", "diagnostic": "service", "outil": "tool", "tool": "tool",
    "evenement": "event", "event": "event", "atelier": "event", "action": "measure", "mesure": "measure",
    "measure": "measure",
}  # fmt: skip
PUBLICS = {
    "entreprise": "company", "company": "company", "societe": "company", "association": "association",
    "collectivite": "public_body", "organisme public": "public_body", "structure publique": "public_body",
    "public body": "public_body", "administration": "public_body", "etablissement public": "public_body",
    "public": "public_body",
}  # fmt: skip
MICRO = {"": "", "oui": "", "yes": "", "non": "no", "no": "no", "exclues": "no", "seulement": "only", "only": "only"}
EFFORTS = {
    "1": 1, "leger": 1, "faible": 1, "light": 1, "2": 2, "moyen": 2, "modere": 2, "medium": 2, "3": 3,
    "important": 3, "eleve": 3, "fort": 3, "heavy": 3,
}  # fmt: skip
FLAGS = {"": False, "non": False, "no": False, "0": False, "faux": False, "oui": True, "yes": True, "1": True,
         "vrai": True, "x": True}  # fmt: skip
_SPLIT = re.compile(r"[,;|\n]")
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
_SECTION = re.compile(r"[A-U]")
_DIGITS = re.compile(r"\d{2,4}[A-Z]?")
_NUMBER = re.compile(r"\d{1,7}")
LONGEST_TEXT, LONGEST_LINE, LONGEST_CONTACT, LONGEST_ORIGIN = 10_000, 300, 200, 120


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """Why a cell cannot be taken: a code of `wording.SENTENCES`, and the words in question."""

    code: str
    value: str = ""


def items(text: str) -> list[str]:
    """A list written with commas, semicolons, bars or one a line; each once."""
    return list(dict.fromkeys(part.strip() for part in _SPLIT.split(text) if part.strip()))


def code(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise Wrong("bad_code", text)
    return text


def text_up_to(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > most:
            raise Wrong("too_long", str(most))
        return text

    return read


def one_of(table: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = known(table, text)
        if found is None:
            raise Wrong("unknown_word", text)
        return found

    return read


def some_of(table: dict[str, str]) -> Callable[[str], frozenset[str]]:
    def read(text: str) -> frozenset[str]:
        return frozenset(one_of(table)(item) for item in items(text))

    return read


def known(table: dict[str, str], text: str) -> str | None:
    """Whatever the accents and the plural."""
    folded = fold(text)
    singular = " ".join(word.removesuffix("s") for word in folded.split())
    return table.get(folded, table.get(singular))


def address(text: str) -> str:
    whole = f"https://{text}" if text and "://" not in text and "@" not in text else text
    if whole and not is_address(whole):
        raise Wrong("bad_address", text)
    return whole


def effort(text: str) -> int:
    if fold(text) not in EFFORTS:
        raise Wrong("unknown_word", text)
    return EFFORTS[fold(text)]


def flag(text: str) -> bool:
    if fold(text) not in FLAGS:
        raise Wrong("yes_or_no", text)
    return FLAGS[fold(text)]


def day(text: str) -> date:
    found = words.day_of(text)
    if found is None:
        raise Wrong("bad_date", text)
    return found


def number(text: str) -> int:
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not _NUMBER.fullmatch(bare):
        raise Wrong("bad_number", text)
    return int(bare)


def sizes(text: str) -> frozenset[str]:
    """Bands by their codes ("10-19") or in words ("10 à 19 salariés", "500 et plus", "aucun salarié")."""
    return frozenset(_size(item) for item in items(text))


def _size(text: str) -> str:
    figures = re.findall(r"\d+", text)
    folded = fold(text)
    said = "0" if folded.startswith(("aucun", "sans", "no ")) else "-".join(figures)
    said = "500+" if figures == ["500"] else said
    if said not in EMPLOYEES:
        raise Wrong("bad_size", text)
    return said


def naf_codes(text: str) -> frozenset[str]:
    return frozenset(_naf(item) for item in items(text))


def _naf(text: str) -> str:
    """A section ("C"), or the beginning of a code with or without its point ("10", "1071C", "10.71C")."""
    bare = re.sub(r"[\s.]", "", text).upper()
    if _SECTION.fullmatch(bare):
        return bare
    exists = _DIGITS.fullmatch(bare) and any(low <= int(bare[:2]) <= high for low, high in naf.SECTIONS_REV2.values())
    if not exists or (bare[-1].isalpha() and len(bare) != len("1071C")):
        raise Wrong("bad_naf", text)
    return bare if len(bare) == len("10") else f"{bare[:2]}.{bare[2:]}"


AREA_FIELDS = {"regions": "region", "departements": "departement", "epcis": "epci", "communes": "commune"}
"""Field of a table or a form → the prefix of its areas."""


def areas(kind: str, vocabulary: Vocabulary) -> Callable[[str], frozenset[str]]:
    def read(text: str) -> frozenset[str]:
        return frozenset(_area(kind, item, vocabulary) for item in items(text))

    return read


def _area(kind: str, said: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.area(kind, said)
    if found == MANY:
        raise Wrong("many_places", said)
    if not found:
        raise Wrong("unknown_place", said)
    return found


def codes(table: Iterable[tuple[str, str]], fault: str) -> Callable[[str], tuple[str, ...]]:
    known_codes = dict(table)

    def read(text: str) -> tuple[str, ...]:
        found = []
        for item in items(text):
            if fold(item) not in known_codes:
                raise Wrong(fault, item)
            found.append(known_codes[fold(item)])
        return tuple(dict.fromkeys(found))

    return read
