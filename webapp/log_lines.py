"""How the served dashboard says what happens: one JSON object a line, on standard error.

Set up by the server in each of its processes; whoever calls `create_app` keeps their own logging.
"""

import logging
from typing import Any

from flask import has_request_context, request

from webapp import request_id, security_log

_FORMATTERS: dict[str, dict[str, Any]] = {
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": ["time", "levelname", "name", "message"],  # `time` keeps its place for `timestamp`
        "timestamp": "time",
        "rename_fields": {"levelname": "level", "name": "logger", "exc_info": "exception"},
    },
    "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
}


class RequestFacts(logging.Filter):
    """Adds to each line of a request the reference that its error page shows, and the endpoint; of
    work that goes on behind it, the reference alone.

    The endpoint and not the path, in which people's ids may stand.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        endpoint = request.endpoint if has_request_context() else None
        facts = {"request": request_id.current(), "endpoint": endpoint}
        vars(record).update((name, fact) for name, fact in facts.items() if fact)
        return True


def configuration(form: str, level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: all lines as `json` or `plain`, from a level on.

    Security events are written at any level.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": _FORMATTERS[form]},
        "filters": {"request": {"()": "webapp.log_lines.RequestFacts"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "lines",
                "filters": ["request"],
            }
        },
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {security_log.NAME: {"level": "INFO"}, "_granian": {}, "granian.access": {}},
    }
