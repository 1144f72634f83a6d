"""Soft limits, counted in the cache: enough to stop a script, never a person or a shared office."""

from django.core.cache import cache

HOUR = 3600  # seconds


def within(name: str, key: object, most: int, period: int = HOUR) -> bool:
    """Count one more `name` for `key`; False once there were more than `most` in `period` seconds."""
    counter = f"limit:{name}:{key}"
    cache.add(counter, 0, period)
    try:
        return bool(cache.incr(counter) <= most)
    except ValueError:  # it expired between the two calls
        cache.set(counter, 1, period)
        return True
