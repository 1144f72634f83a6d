"""The faults of a document that comes from no file: one that was edited, merged, taken from a layer."""

from dataclasses import replace

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.domain.writer import to_json


def faults(document: Document) -> tuple[Problem, ...]:
    """All that would be said of it if it were written to a file and read again, in the order of the tree.

    So nothing can be published that could not be exported and imported. `line` is 0, and `where` the path in the
    file: "themes/energy/questions/EN1/visible_if". Warnings are among them: see `problems.errors`.
    """
    return tuple(replace(problem, line=0) for problem in read_bytes(to_json(document).encode()).problems)
