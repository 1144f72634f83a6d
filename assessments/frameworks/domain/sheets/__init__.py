"""A framework as a workbook, written and read: one main sheet in the order of the tree, and six beside it."""

from assessments.frameworks.domain.sheets.archive import is_workbook
from assessments.frameworks.domain.sheets.reading import read_workbook
from assessments.frameworks.domain.sheets.writing import TooLong, to_xlsx

__all__ = ["TooLong", "is_workbook", "read_workbook", "to_xlsx"]
