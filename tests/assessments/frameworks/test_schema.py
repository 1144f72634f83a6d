"""The JSON Schema says the same as the reader, as far as a schema can."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from assessments.frameworks.domain import reader
from assessments.frameworks.domain.document import KINDS, MARKS, SECTIONS, SIZES, TRAITS
from assessments.frameworks.domain.yamlfile import load
from assessments.frameworks.services import SHIPPED
from tests.assessments.frameworks.files import small

SCHEMA = json.loads((SHIPPED.parent / "framework.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def plain(value: Any) -> Any:
    """Values as JSON would hold them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("data", [small(), SHIPPED.read_bytes()], ids=["small", "shipped"])
def test_sound_files_suit_the_schema(data: bytes) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(load(data)))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: percentage", "type: slider"),
        ("weight: 2", "weight: -2"),
        ("why:", "whi:"),
        ("traits: [premises]", "traits: [balcony]"),
        ("format: assett-framework/1", "format: other"),
        ("code: EN2\n", "code: E N2\n"),
        ("mark: verified", "mark: sure"),
        ("decimals: 0", "decimals: 9"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert not VALIDATOR.is_valid(plain(load(small((old, new)))))


def test_the_schema_knows_every_key_and_word() -> None:
    parts = SCHEMA["$defs"]
    assert set(SCHEMA["properties"]) == set(reader.DOCUMENT_KEYS)
    assert set(parts["theme"]["properties"]) == set(reader.THEME_KEYS)
    assert set(parts["question"]["properties"]) == set(reader.QUESTION_KEYS)
    assert set(parts["legal_note"]["properties"]) == set(reader.NOTE_KEYS)
    assert parts["question"]["properties"]["type"]["enum"] == list(reader.QUESTION_TYPES)
    assert parts["legal_note"]["properties"]["mark"]["enum"] == list(MARKS)
    words = parts["applicability"]["properties"]
    for key, possible in [("kinds", KINDS), ("sizes", SIZES), ("sections", SECTIONS), ("any_trait", TRAITS)]:
        assert words[key]["anyOf"][0]["enum"] == list(possible)
