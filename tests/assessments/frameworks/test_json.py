"""JSON files: the same rules as YAML, each fault with its line."""

import json
from decimal import Decimal

import pytest

from assessments.frameworks.domain import jsonfile, writer
from assessments.frameworks.domain.files import read_bytes
from tests.assessments.frameworks.files import small
from tests.assessments.frameworks.test_files import only


def text() -> str:
    document = read_bytes(small()).document
    assert document is not None
    return writer.to_json(document)


def test_it_is_json_for_everyone() -> None:
    values = json.loads(text(), parse_float=Decimal)
    assert values["format"] == "assett-framework/1"
    assert values["themes"][0]["questions"][1]["weight"] == Decimal("0.5")


def test_a_fault_gives_its_line() -> None:
    data = text().replace('"mark": "verified"', '"mark": "sure"')
    problem = only(data.encode())
    assert (problem.code, problem.where) == ("not_among", "legal_notes/tertiary/mark")
    assert '"mark": "sure"' in data.splitlines()[problem.line - 1]


def test_in_one_line_too() -> None:
    reading = read_bytes(json.dumps(json.loads(text())).encode())
    assert reading.problems == ()
    assert reading.document == read_bytes(small()).document


@pytest.mark.parametrize(
    ("data", "values"),
    [
        ('{"a": [1, -2.50, 1e3]}', {"a": [1, Decimal("-2.50"), 1000]}),
        ('{"a": [true, false, null]}', {"a": [True, False, None]}),
        ('{"a": "\\u00e9\\n\\"/"}', {"a": 'é\n"/'}),
        ('{"a": {}, "b": [], "c": [[1], {"d": "\\ud83c\\udf0d"}]}\r\n', {"a": {}, "b": [], "c": [[1], {"d": "🌍"}]}),
        ("{}", {}),
        ('\n\t{"a":1}', {"a": 1}),
    ],
)
def test_values_are_those_of_json(data: str, values: object) -> None:
    assert jsonfile.is_json(data)
    assert jsonfile.load(data) == values


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ('{"a": 1,\n}', "bad_json", 2),
        ('{"a" 1}', "bad_json", 1),
        ('{"a": 1\n"b": 2}', "bad_json", 2),
        ('{"a": [1 2]}', "bad_json", 1),
        ('{"a": [1}', "bad_json", 1),
        ('{"a": 1}\n{"b": 2}', "bad_json", 2),
        ('{"a": 01}', "bad_json", 1),
        ('{"a": 1e999}', "bad_json", 1),
        ('{"a":\n nope}', "bad_json", 2),
        ('{"a": "\n"}', "bad_json", 1),
        ('{"a": "\\x"}', "bad_json", 1),
        ('{"a": 1,\n "b"', "cut", 2),
        ('{"a": {"b": [', "cut", 1),
        ('{"a": 1,\n"a": 2}', "duplicate_key", 2),
        ('{"a": "\\u0000"}', "control", 1),
        ('{"a": "\\ud800"}', "control", 1),
        ('{"a": ' + "[" * 5000, "too_deep", 1),
        ('{"a": [' + "1," * 300_001, "too_many", 1),
        ('{"a": 1}', "not_a_framework", 1),
    ],
)
def test_hostile_json_ends_in_one_sentence(data: str, code: str, line: int) -> None:
    problem = only(data.encode())
    assert (problem.code, problem.line) == (code, line)
    assert "%(" not in problem.what % problem.params
