"""What the editor's pages say: types, profiles, conditions, refusals, in the language of who reads them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from assessments.editor.domain.operations import Refused, StaleEdit
from assessments.frameworks import wording as frameworks_wording
from assessments.frameworks.domain.document import Document, Limits, Question, Theme
from assessments.frameworks.domain.problems import SENTENCES, Problem
from assessments.responses.forms import SECTIONS
from assessments.scoring import AllOf, AnyOf, Applicability, Condition, Fits, FormulaError, Given, Not
from core.text import pick
from organisations.models import Kind, Size

KINDS = {
    "single": gettext_lazy("one choice"),
    "multiple": gettext_lazy("several choices"),
    "yes_no": gettext_lazy("yes or no"),
    "number": pgettext_lazy("a question", "number"),
    "percentage": gettext_lazy("percentage"),
    "text": gettext_lazy("free text"),
    "date": gettext_lazy("date"),
    "scale": gettext_lazy("scale"),
    "table": gettext_lazy("table"),
    "computed": gettext_lazy("computed"),
    "file": gettext_lazy("file"),
}
REFUSALS = {
    "gone": gettext_lazy("“%(code)s” is no longer there: somebody removed it. Reload the page."),
    "bad_operation": gettext_lazy("This was not understood. Reload the page and do it again."),
    "bad_field": gettext_lazy("“%(field)s” cannot be changed here."),
    "bad_value": gettext_lazy("“%(field)s”: this value cannot be read. Nothing was changed."),
    "bad_code": gettext_lazy("“%(code)s” cannot be a code. Use letters, digits, and - _ . : only."),
    "taken_code": gettext_lazy("The code “%(code)s” is already used in this questionnaire. Choose another one."),
    "no_such_place": gettext_lazy("This place is no longer there. Reload the page."),
    "no_further": gettext_lazy("It is already at the end."),
    "too_deep": gettext_lazy("Themes hold at most %(limit)s levels. Choose a place nearer to the top."),
    "inside_itself": gettext_lazy("A theme cannot go inside itself. Choose another theme."),
    "inherited": gettext_lazy("“%(code)s” is inherited: it stays in its place. You may hide it where this is allowed."),
    "needed": gettext_lazy("“%(code)s” decides about “%(by)s”: first change the condition or the formula of “%(by)s”."),
    "last_theme": gettext_lazy("A questionnaire keeps one theme at least."),
    "last_question": gettext_lazy("It is the only question of its theme: remove the theme “%(theme)s” instead."),
    "no_title": gettext_lazy("Write its wording first."),
    "nothing_to_undo": gettext_lazy("There is nothing to undo."),
    "nothing_to_redo": gettext_lazy("There is nothing to do again."),
    "stale": gettext_lazy("Somebody changed “%(code)s” since you opened it. Compare below, then decide."),
}
FIELDS = {
    "title": gettext_lazy("Wording"),
    "name": gettext_lazy("Short name"),
    "description": gettext_lazy("Introduction"),
    "why": gettext_lazy("Why we ask"),
    "help": gettext_lazy("Help"),
    "example": gettext_lazy("Example"),
    "unit": gettext_lazy("Unit"),
    "effort": gettext_lazy("Effort"),
    "evidence": gettext_lazy("Evidence"),
    "weight": gettext_lazy("Weight"),
    "combine": gettext_lazy("How points add up"),
    "kind": gettext_lazy("Type"),
    "not_concerned": gettext_lazy("“Not concerned” is possible"),
    "unknown": gettext_lazy("“I don't know” is possible"),
    "time_bound": gettext_lazy("True for one year: asked again each time"),
    "applies": gettext_lazy("Asked to"),
    "visible_if": gettext_lazy("Asked if"),
    "choices": gettext_lazy("Choices"),
    "bands": gettext_lazy("Points by band"),
    "items": gettext_lazy("Lines"),
    "columns": gettext_lazy("Columns"),
    "row_limit": gettext_lazy("Free rows at most"),
    "formula": gettext_lazy("Formula"),
    "terms": gettext_lazy("Words of the glossary"),
    "axes": gettext_lazy("Axes"),
    "variants": gettext_lazy("Other words for some"),
    "hidden": gettext_lazy("Hidden here"),
    "limits": gettext_lazy("What layers may do"),
    "instructions": gettext_lazy("Instructions"),
    "licence": gettext_lazy("Licence"),
    "source": gettext_lazy("Source"),
    "languages": gettext_lazy("Languages"),
    "minimum": gettext_lazy("The scale starts at"),
    "maximum": gettext_lazy("The scale ends at"),
    "decimals": gettext_lazy("Decimals shown"),
    "points_floor": gettext_lazy("Fewest points of a question"),
    "points_ceiling": gettext_lazy("Most points of a question"),
    "unknown_is_zero": gettext_lazy("“I don't know” counts for zero"),
    "completeness": gettext_lazy("Share of answers that a level needs"),
    "theme_completeness": gettext_lazy("Share of answers that the level of a theme needs"),
    "seconds_per_question": gettext_lazy("Seconds for one question"),
    "levels": gettext_lazy("Levels"),
    "traits": gettext_lazy("First questions about the organisation"),
    "legal_notes": gettext_lazy("Legal notes"),
    "resources": gettext_lazy("Resources"),
    "express": gettext_lazy("Short version"),
    "audience": gettext_lazy("For whom"),
}


def refusal(error: Refused) -> str:
    """Why nothing was done, and what to do."""
    if isinstance(error, StaleEdit) and error.current is None and error.operation.kind == "set":
        return str(REFUSALS["gone"]) % error.params
    params = {name: field_name(str(value)) if name == "field" else value for name, value in error.params.items()}
    return str(REFUSALS[error.code]) % params


def field_name(field: str) -> str:
    return str(FIELDS.get(field, field))


def problem(found: Problem) -> str:
    """A fault of the framework with its cure; no line, since there is no file."""
    said = frameworks_wording.describe(found)
    where = _("%(where)s: ") % said if said["where"] else ""
    return f"{where}{said['what']} {said['cure']}"


def kind(question: Question) -> str:
    return str(KINDS[question.kind])


def weight(value: Fraction) -> str:
    """As its author writes it: "2", "0.5", "1/3"."""
    if value.denominator == 1:
        return str(value.numerator)
    exact = Fraction(str(float(value))) == value
    return f"{float(value):g}" if exact else str(value)


def applies(document: Document, applicability: Applicability) -> str:
    """For whom, in words; "" for everyone."""
    traits = {trait.code: pick(trait.title) for trait in document.traits}
    parts = [
        _either([_label(Kind, kind) for kind in sorted(applicability.kinds)]),
        _either([_label(Size, size) for size in sorted(applicability.sizes)]),
        _either([str(SECTIONS.get(letter, letter)) for letter in sorted(applicability.sections)]),
        *(_("“%(trait)s”") % {"trait": traits.get(code, code)} for code in sorted(applicability.traits)),
        _either([_("“%(trait)s”") % {"trait": traits.get(code, code)} for code in sorted(applicability.any_trait)]),
        *(_("not “%(trait)s”") % {"trait": traits.get(code, code)} for code in sorted(applicability.no_trait)),
    ]
    return " ; ".join(part for part in parts if part)


def _label(labels: Any, value: str) -> str:
    return str(labels(value).label) if value in labels.values else value


def _either(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s or %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def condition(document: Document, found: Condition | None) -> str:
    """A condition as a sentence; "" for none."""
    if found is None:
        return ""
    return _said(document, found, {question.code: question for question in document.questions()})


def _said(document: Document, found: Condition, questions: Mapping[str, Question]) -> str:
    match found:
        case AllOf() | AnyOf():
            link = _(" and ") if isinstance(found, AllOf) else _(" or ")
            parts = [_said(document, part, questions) for part in found.parts]
            return link.join(
                f"({part})" if _is_group(one) else part for one, part in zip(found.parts, parts, strict=True)
            )
        case Not():
            return _("not (%(part)s)") % {"part": _said(document, found.part, questions)}
        case Fits():
            return _("the organisation is: %(profile)s") % {"profile": applies(document, found.applies)}
        case Given():
            return _given(found, questions.get(found.question))
    raise TypeError(found)


def _is_group(found: Condition) -> bool:
    return isinstance(found, AllOf | AnyOf) and len(found.parts) > 1


def _given(leaf: Given, question: Question | None) -> str:
    if leaf.among:
        titles = {choice.code: pick(choice.title) or choice.code for choice in question.choices} if question else {}
        words = [f"« {titles.get(code, code)} »" for code in sorted(leaf.among)]
        return _("%(question)s is %(choices)s") % {"question": leaf.question, "choices": _either(words)}
    bounds = [
        _("at least %(value)s") % {"value": weight(leaf.at_least)} if leaf.at_least is not None else "",
        _("at most %(value)s") % {"value": weight(leaf.at_most)} if leaf.at_most is not None else "",
    ]
    said = ", ".join(bound for bound in bounds if bound)
    if not said:
        return _("%(question)s is answered") % {"question": leaf.question}
    return _("%(question)s is %(bounds)s") % {"question": leaf.question, "bounds": said}


TRAITS = {
    "premises": gettext_lazy("premises"),
    "works": gettext_lazy("building works"),
    "meter": gettext_lazy("a meter of its own"),
    "outdoor": gettext_lazy("outdoor spaces"),
    "employees": gettext_lazy("employees"),
    "volunteers": gettext_lazy("volunteers"),
    "vehicles": gettext_lazy("vehicles"),
    "trips": gettext_lazy("business trips"),
    "goods": gettext_lazy("goods"),
    "food": gettext_lazy("food"),
}
MARKS = {
    "to_check": gettext_lazy("to check"),
    "secondary": gettext_lazy("read in another source"),
    "verified": gettext_lazy("verified at the source"),
}
MAY = {
    "hide": gettext_lazy("hide"),
    "reword": gettext_lazy("reword"),
    "questions": gettext_lazy("add questions"),
    "choices": gettext_lazy("add choices"),
}


SUITABLE = {"document": tuple(MAY), "theme": ("hide", "questions"), "question": ("hide", "reword", "choices")}
"""What a layer can be allowed where: a question holds no question, the words of a theme stay."""


def limits(node: str, found: Limits | None) -> str:
    """What layers may do, in one line; "" where the node says nothing itself."""
    if found is None:
        return ""
    said = [str(MAY[name]) for name in SUITABLE[node] if getattr(found, name)]
    if found.weight_min is not None and found.weight_max is not None:
        low, high = weight(found.weight_min), weight(found.weight_max)
        said.append(_("weigh from %(low)s to %(high)s") % {"low": low, "high": high})
    return ", ".join(said) or _("nothing")


def origin(document: Document, node: Theme | Question) -> str:
    """Where a node of a layer comes from; "" in a framework that stands on no other."""
    if not document.base:
        return ""
    if not node.origin:
        return _("ours")
    return _("core") if node.origin == document.core else node.origin


NOT_SCORED = gettext_lazy("not scored")
HIDDEN = gettext_lazy("hidden here")
EACH_YEAR = gettext_lazy("asked again each year")


def weight_fact(value: Fraction) -> str:
    return _("weight %(weight)s") % {"weight": weight(value)}


def asked_if(sentence: str) -> str:
    return _("if %(condition)s") % {"condition": sentence}


def asked_to(sentence: str) -> str:
    return _("for: %(profile)s") % {"profile": sentence}


DONE = {
    "up": gettext_lazy("Moved up."),
    "down": gettext_lazy("Moved down."),
    "move": gettext_lazy("Moved."),
    "rename": gettext_lazy("Wording saved."),
    "hide": gettext_lazy("Hidden: it is not asked here any more."),
    "show": gettext_lazy("Shown again."),
    "remove": gettext_lazy("Removed. “Undo” brings it back."),
    "add_question": gettext_lazy("Added: a yes or no question for now. Open it to choose its type and its choices."),
    "add_theme": gettext_lazy("Theme added, with its first question."),
}


def done(act: str) -> str:
    return str(DONE[act])


def formula_fault(error: FormulaError) -> str:
    """Where a formula cannot be read, and what to do."""
    what, cure = SENTENCES[f"formula_{error.code}"]
    params = {"position": error.position + 1, "found": error.found}
    return f"{gettext(what) % params} {gettext(cure) % params}"
