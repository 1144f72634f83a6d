"""What can be wrong in a framework file, each said with its cure.

The sentences are gettext messages: English here, translated where they are shown
(`assessments.frameworks.wording`). `%(name)s` parts are filled from `Problem.params`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "not_taken"]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "to be translated later"
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1; `where` is the path in the file; `count` how many times it was met.

    An "error" stops an import. "not_taken" names a construct that is read past: the rest is imported. A "warning"
    is about what is imported as it is written, and may surprise.
    """

    code: str
    line: int
    where: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = "error"
    count: int = 1

    @property
    def what(self) -> str:
        return SENTENCES[self.code][0]

    @property
    def cure(self) -> str:
        return SENTENCES[self.code][1]


SENTENCES: dict[str, tuple[str, str]] = {
    # The file itself
    "missing_file": (N_("There is no file “%(name)s”."), N_("Check the path.")),
    "too_big": (
        N_("The file weighs %(size)s MB; a framework never needs more than %(limit)s MB."),
        N_("Check that this is the right file."),
    ),
    "empty": (N_("The file is empty."), N_("Check that this is the right file.")),
    "binary": (
        N_("This is not a text file."),
        N_("Give a YAML or JSON file saved as UTF-8 text, or an XLSX workbook; not a PDF, an image or an archive."),
    ),
    "not_utf8": (
        N_("A character is not written in UTF-8."),
        N_("Save the file again in UTF-8 from your text editor."),
    ),
    "bad_yaml": (
        N_("The file cannot be read from here on: %(detail)s."),
        N_("Look at this line and the one before: an indent, a colon or a quote is wrong, or the file is cut."),
    ),
    "bad_json": (
        N_("The file stops being JSON here."),
        N_("Look at this line and the one before: a comma, a quote or a bracket is missing, or is one too many."),
    ),
    "cut": (
        N_("The file stops in the middle of a line: it is probably cut."),
        N_("Get it again, whole. If it is whole, end its last line with a line break."),
    ),
    "maybe_cut": (
        N_("The last requirement asks nothing, and it is the only one: the file is probably cut."),
        N_("Get it again, whole. If it is whole, remove this requirement."),
    ),
    "several_documents": (
        N_("A second document starts here (“---”)."),
        N_("Keep one framework in each file."),
    ),
    "too_deep": (
        N_("There are more than %(limit)s levels of nesting."),
        N_("Flatten the themes; no framework needs as many."),
    ),
    "too_many": (
        N_("The file holds more than %(limit)s values once its references are unfolded."),
        N_("Write the values out instead of repeating references (“*name”)."),
    ),
    "control": (
        N_("A control character is hidden in this text."),
        N_("Remove the escape (such as “\\0”)."),
    ),
    "too_long": (
        N_("“%(key)s” is longer than %(limit)s characters."),
        N_("Shorten it."),
    ),
    "cycle": (
        N_("“%(name)s” contains itself."),
        N_("Break the loop: a part cannot hold the part that holds it."),
    ),
    "unknown_anchor": (N_("“*%(name)s” refers to nothing above."), N_("Write the value out.")),
    "bad_tag": (N_("The tag “%(tag)s” is not accepted."), N_("Remove the tag and write the plain value.")),
    "bad_key": (N_("A key must be a plain word."), N_("Put the key between quotes.")),
    "merge_key": (N_("Merging with “<<” is not accepted."), N_("Write the values out.")),
    "duplicate_key": (N_("“%(key)s” appears twice here."), N_("Keep one of the two.")),
    "not_a_framework": (
        N_("This is not a framework file."),
        N_("Start it with “format: assett-framework/1”, or give a CISO Assistant library that holds a framework."),
    ),
    "unknown_format": (
        N_("The format “%(format)s” is not known."),
        N_("Write “format: assett-framework/1”."),
    ),
    # Shapes
    "missing": (N_("“%(key)s” is missing."), N_("Add it; see docs/frameworks.md.")),
    "unknown_key": (N_("The key “%(key)s” is not known here."), N_("Did you mean “%(near)s”?")),
    "expected": (
        N_("“%(key)s” should be %(shape)s."),
        N_("Correct the value; see docs/frameworks.md."),
    ),
    "bad_code": (
        N_("“%(value)s” cannot be a code."),
        N_("Use letters, digits, and - _ . : only, %(limit)s characters at most."),
    ),
    "reserved_code": (
        N_("“%(value)s” cannot be the code of a choice: it is an answer of its own."),
        N_("Choose another code."),
    ),
    "not_among": (N_("“%(value)s” is not possible for “%(key)s”."), N_("Choose among: %(among)s.")),
    "missing_text": (N_("“%(key)s” has no text in “%(language)s”."), N_("Add the translation.")),
    "bad_language": (
        N_("“%(value)s” is not the code of a language."),
        N_("Write two or three small letters: fr, en."),
    ),
    "unknown_language": (
        N_("“%(language)s” is not a language of this file."),
        N_("Declare it in “languages”, or remove the text."),
    ),
    # Meaning
    "duplicate_id": (
        N_("The code “%(value)s” is already used, line %(first)s."),
        N_("Give each one its own code."),
    ),
    "dangling": (
        N_("“%(value)s” refers to nothing: there is no such %(target)s in the file."),
        N_("Correct the code, or add what it names."),
    ),
    "no_question": (
        N_("The file asks no question."),
        N_("Add a question; a framework without questions cannot be answered."),
    ),
    "empty_theme": (N_("This theme holds no question."), N_("Add a question, or remove the theme.")),
    "sum_alone": (
        N_("Only questions can be added up; this theme holds themes too."),
        N_("Move the questions that add up into a theme of their own."),
    ),
    "sum_scale": (
        N_("Points that add up need a declared scale."),
        N_("Add “points: {min: …, max: …}” at the top of the file."),
    ),
    "no_choices": (N_("This question offers no choice."), N_("Add “choices”, two at least.")),
    "one_choice": (N_("This question offers one choice only."), N_("Add another choice.")),
    "choices_unused": (
        N_("A question of type “%(kind)s” takes no “%(key)s”."),
        N_("Remove them, or change the type."),
    ),
    "yes_no_choices": (
        N_("A yes/no question has two choices, “yes” and “no”."),
        N_("Keep these two codes, or use the type “single”."),
    ),
    "some_points": (
        N_("Some choices have points and “%(value)s” has none."),
        N_("Give points to every choice, or to none."),
    ),
    "no_difference": (
        N_("Every answer is worth the same number of points."),
        N_("Change the points, or remove them all if the question is not scored."),
    ),
    "points_outside": (
        N_("%(value)s points are outside the declared scale, %(low)s to %(high)s."),
        N_("Change the points, or the scale in “points”."),
    ),
    "negative_weight": (N_("A weight cannot be negative."), N_("Write 0 or more.")),
    "all_zero_weights": (
        N_("Every weight is zero here: nothing would count."),
        N_("Give a weight above 0 to one of them at least."),
    ),
    "bad_scale": (N_("The scale ends before it starts."), N_("Make “max” greater than “min”.")),
    "level_start": (
        N_("The first level starts at %(value)s; the scale starts at %(minimum)s."),
        N_("Start the first level at %(minimum)s, so that every score has a level."),
    ),
    "level_order": (
        N_("This level starts at %(value)s, which is not above the one before."),
        N_("Write the levels from the lowest to the highest."),
    ),
    "level_beyond": (
        N_("This level starts at %(value)s, above the scale, which ends at %(maximum)s."),
        N_("Nobody could reach it: lower it."),
    ),
    "band_backwards": (N_("This band ends before it starts."), N_("Make “to” greater than “from”.")),
    "band_overlap": (
        N_("This band starts at %(value)s, inside the band before, which ends at %(end)s."),
        N_("Start it where the other ends."),
    ),
    "band_hole": (
        N_("Nothing is said between %(end)s and %(value)s."),
        N_("Start this band where the one before ends."),
    ),
    "band_cover": (
        N_("The bands leave out a part of 0 to 100."),
        N_("Let the first band start at 0 and the last end at 100."),
    ),
    "percent": (N_("%(value)s is not a percentage."), N_("Write a number from 0 to 100.")),
    "dates_order": (
        N_("The note is to be reviewed before the day it was checked."),
        N_("Correct “checked_on” or “review_by”."),
    ),
    "missing_source": (
        N_("A legal note marked “verified” has no source."),
        N_("Give its address, or mark it “to_check”."),
    ),
    # Conditions, layers, resources
    "condition_shape": (
        N_("This condition cannot be understood."),
        N_("Write one of “all”, “any”, “not”, “profile” or “question”, and “among” or bounds with “question” only."),
    ),
    "condition_bounds": (
        N_("This condition can never hold: it ends before it starts."),
        N_("Make “at_most” greater than “at_least”."),
    ),
    "weight_range": (
        N_("These limits of a weight leave nothing possible."),
        N_("Write “min” and “max”, 0 or more, the smaller first."),
    ),
    "bad_base": (
        N_("“%(value)s” does not name a version."),
        N_("Write the code, “@”, then the version: “acteurs-engages@2026.1”."),
    ),
    "bad_address": (
        N_("“%(value)s” is not the address of a page."),
        N_("Write it whole, from “https://”."),
    ),
    # Layers
    "missing_base": (
        N_("No published framework called “%(value)s” is seen from here: this one is a layer over it."),
        N_("Import and publish it first, or correct “base”."),
    ),
    "layer_base": (
        N_("This framework is not said to be a layer over “%(value)s”."),
        N_("Write “base: %(value)s” and “core: %(core)s”."),
    ),
    "layer_code": (
        N_("“%(value)s” is the code of the framework below."),
        N_("Give this one a code of its own."),
    ),
    "layer_missing": (
        N_("“%(value)s” of the framework below is missing."),
        N_("Put it back; a question can be hidden where the framework below allows it."),
    ),
    "layer_extra": (
        N_("“%(value)s” is not in the framework below, which alone decides of the levels and the screening answers."),
        N_("Remove it."),
    ),
    "layer_origin": (
        N_("“%(value)s” comes from “%(origin)s”, and does not say so."),
        N_("Write “origin: %(origin)s”."),
    ),
    "layer_claims": (
        N_("“%(value)s” is said to come from “%(origin)s”, which has no such part."),
        N_("Remove “origin”: it is yours."),
    ),
    "layer_moved": (
        N_("“%(value)s” is not where the framework below puts it."),
        N_("Put it back in its place and order."),
    ),
    "layer_changed": (
        N_("“%(key)s” of “%(value)s” differs from the framework below."),
        N_("Put it back: only the help, the weight and the display of what is inherited may be changed."),
    ),
    "layer_weight": (
        N_("The weight %(value)s is outside what the framework below allows, %(low)s to %(high)s."),
        N_("Choose a weight from %(low)s to %(high)s."),
    ),
    "layer_weight_fixed": (
        N_("The framework below does not let this weight be changed to %(value)s."),
        N_("Put the weight back to %(weight)s."),
    ),
    "layer_hide": (
        N_("The framework below does not let “%(value)s” be hidden, or shown again."),
        N_("Put it back as it was."),
    ),
    "layer_reword": (
        N_("The framework below does not let “%(key)s” of “%(value)s” be put in other words."),
        N_("Put its words back."),
    ),
    "layer_limits": (
        N_("“%(value)s” gives the layers above more freedom than the framework below does."),
        N_("Narrow these limits, or remove them."),
    ),
    "layer_add": (
        N_("The framework below takes no addition in “%(parent)s”: “%(value)s” cannot stand there."),
        N_("Move it to a theme of yours."),
    ),
    "layer_choices": (
        N_("The framework below takes no other choice in “%(parent)s”: “%(value)s” cannot be added."),
        N_("Remove this choice."),
    ),
    "layer_counts_as": (
        N_("The added choice “%(value)s” does not say which choice of the framework below it counts as."),
        N_("Write in “counts_as” one of: %(among)s."),
    ),
    # Formats, conditions and formulas
    "no_items": (N_("This scale rates nothing."), N_("Add “items”: what is rated, one by one.")),
    "too_many_items": (N_("There are more than %(limit)s items."), N_("Split the question.")),
    "no_columns": (N_("This table has no column."), N_("Add “columns”, one at least.")),
    "no_rows": (
        N_("Nothing says how many rows this table has."),
        N_("Write “rows”, the most that one may add, or give its fixed rows in “items”."),
    ),
    "rows_both": (
        N_("This table has both fixed rows and free ones."),
        N_("Keep “items” for fixed rows, or “rows” for free ones."),
    ),
    "hidden_own": (
        N_("“%(value)s” is hidden, but it comes from no framework below."),
        N_("Remove it instead, or remove “hidden”."),
    ),
    "counts_as_itself": (
        N_("The choice “%(value)s” counts as itself."),
        N_("Remove “counts_as”, or name another choice of the question."),
    ),
    "condition_choice": (
        N_("The condition waits for “%(value)s”, which is no choice of “%(question)s”."),
        N_("Choose among: %(among)s."),
    ),
    "condition_no_choices": (
        N_("The condition waits for a choice, and “%(question)s” has none."),
        N_("Use “at_least” and “at_most” for a number, or remove “among”: any answer will then do."),
    ),
    "condition_bounds_kind": (
        N_("The condition compares with a number, and the answer to “%(question)s” is none."),
        N_("Name choices in “among”, or remove “at_least” and “at_most”: any answer will then do."),
    ),
    "unreachable": (
        N_("Nobody can ever be asked “%(value)s”: its condition never holds."),
        N_("Correct the condition, or remove what it hides for ever."),
    ),
    "formula_empty": (N_("Nothing says how this figure is worked out."), N_("Write its “formula”.")),
    "formula_too_long": (N_("This formula is too long."), N_("Work a part of it out in another computed question.")),
    "formula_too_deep": (
        N_("This formula has too many parentheses inside one another."),
        N_("Work a part of it out in another computed question."),
    ),
    "formula_unexpected": (
        N_("The formula cannot be read from character %(position)s on: “%(found)s”."),
        N_("Only numbers, [codes of questions], + - * / ( ) and the functions have a place in it."),
    ),
    "formula_unfinished": (
        N_("The formula stops too early."),
        N_("Finish it: a number, a [code] or a closing parenthesis is missing at the end."),
    ),
    "formula_comma": (
        N_("The comma at character %(position)s is out of place."),
        N_("Write decimals with a point, 0.5; commas only part what a function takes."),
    ),
    "formula_unknown_function": (
        N_("“%(found)s” is no function."),
        N_("Use sum, mean, min, max, count, round or abs; write the code of a question between brackets, [EN1]."),
    ),
    "formula_arguments": (
        N_("“%(found)s” does not get what it needs."),
        N_("Write for instance sum([A], [B]), round([A], 1), abs([A])."),
    ),
    "formula_reference": (
        N_("A bracket is out of place, or holds nothing, at character %(position)s."),
        N_("Write the code of a question between brackets, [EN1], or a column of a table, [T1.tonnes]."),
    ),
    "formula_zero": (
        N_("This formula divides by zero, whatever is answered."),
        N_("Correct the divisor."),
    ),
    "formula_no_number": (
        N_("“%(value)s” gives no number to the formula."),
        N_("Name a question, or a column, of type number, percentage or computed."),
    ),
    "formula_table": (
        N_("“%(value)s” is a whole table."),
        N_("Name one of its columns in a function: sum([%(value)s.column])."),
    ),
    "formula_column": (
        N_("The table “%(table)s” has no column “%(value)s”."),
        N_("Choose among: %(among)s."),
    ),
    "formula_column_alone": (
        N_("“%(value)s” is a whole column, where the formula needs one number."),
        N_("Put it in sum, mean, min, max or count: sum([%(value)s])."),
    ),
    "formula_loop": (
        N_("These figures wait for one another: %(value)s."),
        N_("Change one of the formulas or conditions, so that one of them can be worked out first."),
    ),
    # Worksheets
    "sheet_broken": (
        N_("This workbook cannot be opened: it is damaged, cut, or protected by a password."),
        N_("Open it in your spreadsheet, save it again as .xlsx without password, and give that file."),
    ),
    "sheet_format": (
        N_("This workbook is not in the .xlsx format."),
        N_("Open it in your spreadsheet and save it as “Excel workbook (.xlsx)”."),
    ),
    "sheet_bomb": (
        N_("This workbook unfolds into far more than a framework needs."),
        N_("Check that this is the right file; take away its pictures and its other sheets."),
    ),
    "sheet_far": (
        N_("A cell is beyond %(rows)s rows or %(columns)s columns, or too many are left empty before it."),
        N_("Delete the rows and columns after the last one that you use."),
    ),
    "sheet_missing": (
        N_("The workbook has no sheet “%(name)s”."),
        N_("Give this name back to the sheet, or start again from an export."),
    ),
    "sheet_no_header": (
        N_("This sheet has no row of headers: “%(name)s” and the others."),
        N_("Put the row of headers back, as in an export."),
    ),
    "sheet_header": (
        N_("The header “%(value)s” is not known."),
        N_("Correct it as in an export; for notes of your own, start it with “#”."),
    ),
    "sheet_header_twice": (
        N_("The column “%(value)s” is there twice."),
        N_("Keep one of the two."),
    ),
    "sheet_merged": (
        N_("These cells are merged: which row the value belongs to cannot be told."),
        N_("Unmerge them, and write the value in each row that it is for."),
    ),
    "sheet_formula": (
        N_("This cell holds a formula (“=%(value)s”), which is never computed here."),
        N_("Copy the cell and paste its value in its place."),
    ),
    "sheet_row": (
        N_("“%(value)s” does not say what this row is."),
        N_("In the column “Row”, choose among: %(among)s."),
    ),
    "sheet_orphan": (
        N_("This row (“%(kind)s”) has no “%(above)s” above it."),
        N_("Move it under the one that it belongs to."),
    ),
    "sheet_unused": (
        N_("“%(key)s” means nothing on this kind of row."),
        N_("Empty this cell, or move its value to the row that it is for."),
    ),
    "sheet_inside_itself": (
        N_("The theme “%(value)s” is inside itself, or inside too many others."),
        N_("Correct the column “In theme”, so that each branch starts at a theme without parent."),
    ),
    "sheet_setting": (
        N_("The setting “%(value)s” is not known."),
        N_("Correct its name as in an export, or empty the row."),
    ),
    "sheet_condition": (
        N_("The condition “%(value)s” cannot be understood."),
        N_("Write it as “EN1 = s2, s3” or “EN4 >= 10”, joined by “and” or “or”, with parentheses."),
    ),
    # CISO Assistant
    "parent_cycle": (
        N_("“%(value)s” is its own ancestor."),
        N_("Correct “parent_urn”, so that every branch starts at a node without parent."),
    ),
    "unknown_type": (
        N_("The question type “%(value)s” is not known."),
        N_("Use one of: %(among)s."),
    ),
    "controls_elsewhere": (
        N_("Linked measures are described in another library: %(names)s."),
        N_("Nothing to correct: the rest of the file is imported without them."),
    ),
    "untranslated": (
        N_("Texts are not translated into “%(language)s”: they stand there in the first language."),
        N_("Translate them in the draft."),
    ),
    "condition_loop": (
        N_("These questions wait for one another: %(value)s."),
        N_("Remove one of the conditions, so that one of them can be asked first."),
    ),
    # Tables of Territoires en Transitions
    "csv_broken": (
        N_("The table cannot be read from this row on: %(detail)s."),
        N_("A quote is opened and never closed, or stands in the middle of a cell: save the sheet again as CSV."),
    ),
    "csv_no_column": (
        N_("No column is called “%(value)s”."),
        N_("Name it in the first row, or check that this is the right sheet."),
    ),
    "csv_column_twice": (N_("Two columns are called “%(value)s”."), N_("Rename or remove one of them.")),
    "csv_shifted": (
        N_("This row has %(count)s cells, and the first row names %(limit)s columns."),
        N_("A cell is shifted, or a separator stands in a text without quotes: save the sheet again as CSV."),
    ),
    "csv_number": (N_("“%(value)s” is not a number."), N_("Write a number such as 12,5; empty the cell if unknown.")),
    "csv_identifier": (
        N_("“%(value)s” cannot be an identifier."),
        N_("Write letters and digits separated by points, such as 1.2.3 or 1.2.3alter."),
    ),
    "csv_no_identifier": (N_("This row has no identifier."), N_("Write it, or empty the whole row.")),
    "csv_no_parent": (
        N_("“%(value)s” stands under “%(parent)s”, which is not in the table."),
        N_("Add a row for “%(parent)s”, or correct the identifier."),
    ),
    "csv_empty_row": (N_("“%(value)s” has an identifier and nothing else: the row is left out."), N_("Fill it in.")),
    "csv_no_points": (
        N_("“%(value)s” has neither points nor a percentage: it takes its share of what its siblings leave."),
        N_("Write its points if that share is not right."),
    ),
    "csv_sum": (
        N_("What stands under “%(code)s” adds up to %(value)s, and it is worth %(expected)s."),
        N_("The figures are taken as shares of one another; correct them if that is not what you mean."),
    ),
    "csv_settings": (
        N_("Rules look at answers whose questions are not in the table: %(names)s."),
        N_("They are asked first, in the theme “%(theme)s”, by their code: give them words in the draft."),
    ),
    "csv_origin": (
        N_("“%(value)s” does not say where this node comes from."),
        N_("Write “Cae_1.2.3 (0,5)”, one by line, with a weight above 0; or “Nouvelle action”."),
    ),
    "csv_origin_twice": (N_("The origin “%(value)s” is written twice here."), N_("Keep one, with the whole weight.")),
    "not_taken": (
        N_("“%(key)s” is not taken yet (%(effect)s)."),
        N_("Nothing to correct: the rest of the file is imported without it."),
    ),
}


def errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
