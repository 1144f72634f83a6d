"""The quiz of a sheet as a form: radios, or check boxes where several answers may be right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.learning.domain.quiz import Question

NAMED = "q{}"


class QuizForm(forms.Form):
    """A field a question, named by its place; `answers()` once valid."""

    def __init__(self, questions: tuple[Question, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for place, question in enumerate(questions):
            self.fields[NAMED.format(place)] = _field(question)

    def answers(self) -> dict[str, list[int]]:
        given = {question: self.cleaned_data[NAMED.format(place)] for place, question in enumerate(self.questions)}
        return {one.code: [int(place) for place in (value if one.several else [value])] for one, value in given.items()}


def _field(question: Question) -> forms.ChoiceField:
    choices = [(str(place), words) for place, words in enumerate(question.options)]
    empty = {"required": _("Choose an answer, even if you are not sure: the explanation comes next.")}
    if question.several:
        return forms.MultipleChoiceField(
            label=question.text, choices=choices, error_messages=empty, widget=forms.CheckboxSelectMultiple,
            help_text=_("Several answers may be right."),
        )  # fmt: skip
    return forms.ChoiceField(label=question.text, choices=choices, error_messages=empty, widget=forms.RadioSelect)
