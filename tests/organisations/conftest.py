from collections.abc import Callable, Iterator

import pytest
import time_machine


@pytest.fixture
def time_machine_at() -> Iterator[Callable[[str], None]]:
    """Call it with a moment to live at that moment until the test ends."""
    travels: list[time_machine.travel] = []

    def go(moment: str) -> None:
        travels.append(time_machine.travel(moment, tick=False))
        travels[-1].start()

    yield go
    for travel in reversed(travels):
        travel.stop()
