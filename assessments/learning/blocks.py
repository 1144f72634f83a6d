"""The pieces of a training sheet, as editors stack them. No picture and no free link: a sheet is read, on a phone.

A link inside a text could name a neighbour's page or file by its number, so texts carry none: a link is a block,
and its address is typed.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)

TEXT = ["bold", "italic", "ol", "ul"]
LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS = 2, 6, 10


class FigureBlock(StructBlock):
    """A number that one remembers, with what it counts and who says so."""

    figure = CharBlock(label=_("Figure"), max_length=30)
    words = CharBlock(label=_("What it counts"), max_length=160)
    source = CharBlock(label=_("Source"), max_length=120, required=False)

    class Meta:
        label = _("Key figure")
        icon = "order"
        template = "learning/blocks/figure.html"


class NoteBlock(StructBlock):
    kind = ChoiceBlock(label=_("Kind"), choices=[("info", _("Good to know")), ("warn", _("Take care"))], default="info")
    words = TextBlock(label=_("Text"), max_length=400)

    class Meta:
        label = pgettext_lazy("a sheet", "Note")
        icon = "info-circle"
        template = "learning/blocks/note.html"


class StepsBlock(StructBlock):
    """What to do, one line a step."""

    title = CharBlock(label=_("Title"), max_length=90)
    steps = ListBlock(TextBlock(max_length=300), label=_("Steps"), min_num=1, max_num=10)

    class Meta:
        label = _("Steps to take")
        icon = "list-ol"
        template = "learning/blocks/steps.html"


class LinkBlock(StructBlock):
    words = CharBlock(label=_("Text of the link"), max_length=120)
    address = URLBlock(label=_("Address"), validators=[URLValidator(["http", "https"])])

    class Meta:
        label = _("Link")
        icon = "link"
        template = "learning/blocks/link.html"


class BodyBlock(StreamBlock):
    heading = CharBlock(label=_("Heading"), max_length=90, icon="title", template="learning/blocks/heading.html")
    text = RichTextBlock(label=_("Text"), features=TEXT, template="learning/blocks/text.html")
    figure = FigureBlock()
    note = NoteBlock()
    steps = StepsBlock()
    example = TextBlock(label=_("Example"), max_length=600, icon="openquote", template="learning/blocks/example.html")
    link = LinkBlock()


class OptionBlock(StructBlock):
    words = CharBlock(label=_("Answer"), max_length=160)
    right = BooleanBlock(label=_("This is right"), required=False)


class QuestionBlock(StructBlock):
    """A question that can be graded: two answers at least, one of them right."""

    text = CharBlock(label=_("Question"), max_length=200)
    several = BooleanBlock(label=_("Several answers may be ticked"), required=False)
    options = ListBlock(OptionBlock(), label=_("Answers"), min_num=LEAST_OPTIONS, max_num=MOST_OPTIONS)
    explanation = TextBlock(label=_("Explanation, shown after the answer"), max_length=400)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(option["right"]) for option in cleaned["options"])
        if not right:
            raise StructBlockValidationError({"options": ValidationError(_("Say which answer is right."))})
        if right > 1 and not cleaned["several"]:
            message = _("Two answers are right: tick “Several answers may be ticked”, or keep one.")
            raise StructBlockValidationError({"options": ValidationError(message)})
        return cleaned

    class Meta:
        label = _("Question")
        icon = "help"


class QuizBlock(StreamBlock):
    question = QuestionBlock()

    class Meta:
        max_num = MOST_QUESTIONS
        required = False
