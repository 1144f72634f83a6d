from uuid import UUID

from assessments.rehearsals import services
from outbox.models import Event
from outbox.registry import receives


@receives(services.DUE, io=True)  # it keeps its progress itself, chunk by chunk
def go_on(event: Event) -> None:
    services.go_on(rehearsal_id=UUID(event.payload["rehearsal"]))
