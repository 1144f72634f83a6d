"""Words, sheets and paths of the demo: shipped with the portal; in an authority, someone who has begun."""

from accounts.models import User
from assessments.learning.models import Audience, SheetPage
from assessments.learning.queries import best_tries
from assessments.learning.services import install_shipped, mark_read, open_sheet, try_quiz
from territories.models import Territory


def add(territory: Territory) -> None:
    """In the open scope of `territory`. Run again, it changes nothing that matters."""
    if territory.is_national:
        install_shipped(territory=territory)
        return
    person = User.objects.filter(email=f"responsable@{territory.slug}.example").first()
    sheets = [sheet for sheet in SheetPage.visible() if sheet.audience == Audience.COMPANY]
    if person is not None and sheets:
        _begin(territory, person, sheets)


def _begin(territory: Territory, person: User, sheets: list[SheetPage]) -> None:
    """The first sheet read, its quiz answered once; the next one opened."""
    first = sheets[0]
    mark_read(territory=territory, person=person, sheet=first)
    if first.code not in best_tries(person):
        right = {question.code: question.right for question in first.questions}
        try_quiz(territory=territory, person=person, sheet=first, answers=right)
    for sheet in sheets[1:2]:
        open_sheet(territory=territory, person=person, sheet=sheet)
