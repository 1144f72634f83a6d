"""Every problem of a file in words: what, then what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from assessments.toolbox.importing.columns import TEMPLATE

SENTENCES = {
    # the whole file
    "too_big": gettext_lazy("This file is larger than %(limit)s MB: cut it in parts."),
    "too_many": gettext_lazy("This file has more than %(limit)s rows: cut it in parts."),
    "too_wide": gettext_lazy("This file has far more columns than resources have: check that it is the right one."),
    "bomb": gettext_lazy("This workbook unfolds to far more than it weighs: save it again, or save it as CSV."),
    "broken": gettext_lazy("This file is damaged: open it in a spreadsheet, save it again, then give it once more."),
    "empty": gettext_lazy("This file is empty: choose another one."),
    "pdf": gettext_lazy("This is a PDF: give the table that it was made from, as .xlsx or .csv."),
    "xls": gettext_lazy("This is an old Excel file (.xls): save it as .xlsx or .csv."),
    "picture": gettext_lazy("This is a picture: give a table, as .xlsx or .csv."),
    "archive": gettext_lazy("This is an archive, or no Excel workbook: give one file, .xlsx, .csv or .json."),
    "binary": gettext_lazy("This is no text: give a table, as .xlsx or .csv."),
    "not_a_table": gettext_lazy("No table was found: give a .xlsx or .csv file; save .ods as one of them."),
    "no_heads": gettext_lazy("No column “Title” was found in the first rows: take the template, and keep its heads."),
    "not_json": gettext_lazy("This JSON cannot be read: download it again."),
    "not_a_list": gettext_lazy("This JSON is not a list of aids or of actions."),
    # one row
    "no_id": gettext_lazy("No identifier: this row was left out."),
    "no_title": gettext_lazy("No title: give one."),
    "twice": gettext_lazy("“%(code)s” is there twice: keep one of the two, or give them different codes."),
    "dates_reversed": gettext_lazy("It closes on %(closes)s, before it opens on %(opens)s: check both dates."),
    "contradiction": gettext_lazy("Nobody could meet these conditions together: check the sizes and the activities."),
    "invalid": gettext_lazy("%(reason)s"),
    "code_taken": gettext_lazy("Another resource of yours has the code “%(code)s”: change the code of that one."),
    "not_yours": gettext_lazy("“%(code)s” comes from a catalogue, which alone changes it: take another code."),
    # one cell
    "formula": gettext_lazy("This cell holds a formula: paste its value instead."),
    "too_long": gettext_lazy("This text is longer than %(value)s characters: shorten it."),
    "bad_code": gettext_lazy("“%(value)s” is no code: letters without accents, digits, hyphens, 80 at most."),
    "unknown_word": gettext_lazy("“%(value)s” is not one of the words of this column: see the template."),
    "yes_or_no": gettext_lazy("“%(value)s”: write yes or no."),
    "bad_address": gettext_lazy("“%(value)s” is no web address: it begins with https://"),
    "bad_date": gettext_lazy("“%(value)s” is no date: write it as 31/12/2026."),
    "bad_number": gettext_lazy("“%(value)s” is no whole number."),
    "bad_size": gettext_lazy("“%(value)s” is none of the sizes: 0, 1-9, 10-19, 20-49, 50-249, 250-499, 500+."),
    "bad_naf": gettext_lazy("“%(value)s” is no NAF code: a letter (C), or two to four digits (10, 10.71C)."),
    "unknown_theme": gettext_lazy("“%(value)s” is no theme of your questionnaire: write its title or its code."),
    "unknown_question": gettext_lazy("“%(value)s” is no question of your questionnaire: write its code."),
    "unknown_place": gettext_lazy("“%(value)s” is not known: write the name as INSEE does, or its code."),
    "many_places": gettext_lazy("Several places are called “%(value)s”: add the département, as in “Vienne (86)”, or "
                                "write the INSEE code."),
    # told, the row is taken
    "unknown_area": gettext_lazy("The area “%(name)s” is not known here: this condition was not kept."),
    "unknown_action": gettext_lazy("It asks for action %(name)s first, which the file does not have."),
    "unknown_related": gettext_lazy("It goes with “%(name)s”, which is not in the toolbox: import that catalogue too."),
}  # fmt: skip
FIELDS = {
    "title": gettext_lazy("title"), "kind": gettext_lazy("kind"), "summary": gettext_lazy("description"),
    "cost": gettext_lazy("cost"), "amount": gettext_lazy("amount"), "effort": gettext_lazy("duration"),
    "effort_level": gettext_lazy("level of effort"), "url": gettext_lazy("address"),
    "links": gettext_lazy("links"), "contact": gettext_lazy("contact"), "origin": gettext_lazy("offered by"),
    "eligibility": gettext_lazy("for whom"), "conditions": gettext_lazy("other conditions"),
    "opens_on": gettext_lazy("opens on"), "deadline": gettext_lazy("closes on"),
    "suspended": gettext_lazy("suspended"), "themes": gettext_lazy("themes"),
    "questions": gettext_lazy("questions"), "related": pgettext_lazy("resources", "goes with"),
    "retired_on": gettext_lazy("taken away"), "review_by": gettext_lazy("to review by"),
    "source": gettext_lazy("source"), "source_id": gettext_lazy("name in the source"),
    "code": gettext_lazy("code"),
}  # fmt: skip
"""Fields that an import may change, in words."""


def sentence(code: str, params: Mapping[str, str]) -> str:
    return str(SENTENCES[code]) % params if params else str(SENTENCES[code])


def where(column: str) -> str:
    """The column of a problem as its author knows it: its head, or the field's name."""
    return TEMPLATE.get(column) or str(FIELDS.get(column, column))


def told(problems: list[list[Any]]) -> list[tuple[str, str]]:
    """(column, sentence) for each problem of a line."""
    return [(where(column), sentence(code, params)) for code, column, params in problems]


def changes(names: list[str]) -> str:
    """ "cost, closes on"."""
    return ", ".join(str(FIELDS.get(name, name)) for name in names)


def unread(counts: Mapping[str, int]) -> list[str]:
    """One line a column or key that nobody took."""
    return [_("%(name)s (%(times)s times)") % {"name": name, "times": times} for name, times in sorted(counts.items())]
