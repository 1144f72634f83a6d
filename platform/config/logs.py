"""Logs of a real site: one JSON object a line, on standard error, without personal data.

Django logs paths, never bodies or addresses; ours log identifiers, never names or e-mail addresses.
"""

from typing import Any

import structlog

COMMON = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def as_json(level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING. `level`: of everything, as logging names them."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        "foreign_pre_chain": COMMON,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would say everything twice, and mail errors to ADMINS.
        "loggers": {"django": {"handlers": [], "level": level, "propagate": True}},
    }
