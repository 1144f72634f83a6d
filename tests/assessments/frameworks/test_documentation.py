"""What docs/frameworks.md shows is what the reader takes."""

from pathlib import Path

from assessments.frameworks.domain import reader
from assessments.frameworks.domain.document import KINDS, SIZES, TRAITS
from assessments.frameworks.domain.files import read_bytes

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "frameworks.md").read_text("utf-8")
EXAMPLE = PAGE.split("```yaml\n")[1].split("```")[0]


def test_the_example_is_sound() -> None:
    assert read_bytes(EXAMPLE.encode()).problems == ()


def test_every_key_and_word_is_told() -> None:
    keys = {*reader.DOCUMENT_KEYS, *reader.THEME_KEYS, *reader.QUESTION_KEYS, *reader.NOTE_KEYS}
    words = {*reader.QUESTION_TYPES, *TRAITS, *KINDS, *SIZES}
    assert sorted(key for key in keys | words if key not in PAGE) == []
