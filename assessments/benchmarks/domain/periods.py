"""Figures are of closed weeks: nobody sees one move on the day when a known organisation finished."""

from datetime import datetime, timedelta


def closed_until(now: datetime) -> datetime:
    """The last Monday at midnight, in the time zone of `now`."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=midnight.weekday())
