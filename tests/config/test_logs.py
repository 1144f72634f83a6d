"""Production logs: one JSON object a line."""

import io
import json
import logging
import logging.config

import pytest

from config.logs import as_json


def test_a_line_is_an_object_with_its_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        logging.config.dictConfig(as_json("WARNING"))
        logging.getLogger("results").info("not this one")
        try:
            raise ValueError("un accent : é")
        except ValueError:
            logging.getLogger("results").exception("report %s failed", 12)
    finally:
        root.handlers[:], _ = before
        root.setLevel(before[1])
    (line,) = written.getvalue().splitlines()
    said = json.loads(line)
    assert (said["event"], said["level"], said["logger"]) == ("report 12 failed", "error", "results")
    assert "un accent : é" in said["exception"]
