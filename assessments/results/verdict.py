"""What a verification code tells to whoever typed it."""

from dataclasses import dataclass

from assessments.results.domain.codes import masked
from assessments.results.models import Result
from assessments.results.opening import open_reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """Enough to compare with the report in hand, nothing that the report does not say.

    The name is masked: whoever has the report can compare, whoever found a code alone learns no name.
    `number` is the level's, None where no level is named; `points` "" where nothing was scored.
    """

    code: str
    territory: str
    framework: str
    issued_on: str
    name: str
    points: str
    number: int | None
    level_count: int
    headline: str


def verdict(result: Result) -> Verdict:
    reading = open_reading(result)
    short = reading.is_express
    return Verdict(
        code=result.printed_code,
        territory=result.territory.name,
        framework=reading.framework_name,
        issued_on=reading.issued_on,
        name=masked(reading.name),
        points="" if short or result.displayed is None else reading.points_line,
        number=None if short else reading.summary.number,
        level_count=reading.level_count,
        headline=reading.headline,
    )
