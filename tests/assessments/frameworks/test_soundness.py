"""Documents that come from no file are held to the same rules as files."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.domain.layers import with_questions
from assessments.frameworks.domain.soundness import faults
from assessments.frameworks.services.importing import SHIPPED
from assessments.scoring import AllOf, AnyOf, Given
from tests.assessments.frameworks.files import small


def document_of(data: bytes) -> Document:
    document = read_bytes(data).document
    assert document is not None
    return document


@pytest.mark.parametrize("data", [small(), SHIPPED.read_bytes()], ids=["small", "shipped"])
def test_a_sound_document_has_none(data: bytes) -> None:
    assert faults(document_of(data)) == ()


def test_an_edit_is_told_where_it_goes_wrong() -> None:
    def edited(question: Question) -> Question:
        changes = {"EN1": {"weight": Fraction(-1)}, "EN2": {"visible_if": AllOf((Given("EN2"),))}}
        return replace(question, **changes.get(question.code, {}))  # type: ignore[arg-type]

    found = faults(with_questions(document_of(small()), edited))
    assert [(fault.code, fault.where, fault.line) for fault in found] == [
        ("negative_weight", "themes/energy/questions/EN1/weight", 0),
        ("condition_loop", "themes/energy/questions/EN2/visible_if", 0),
    ]


def test_a_warning_is_told_too() -> None:
    def edited(question: Question) -> Question:
        return replace(question, visible_if=AnyOf()) if question.code == "EN2" else question

    found = faults(with_questions(document_of(small()), edited))
    assert [(fault.code, fault.severity) for fault in found] == [("unreachable", "warning")]
