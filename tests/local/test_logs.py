import json
import threading
import time
from pathlib import Path
from queue import SimpleQueue

import pytest

from local.logs import follow, lines, readable, show


def record(**more: object) -> str:
    return json.dumps({"at": time.time(), "function": "parley-say", **more}) + "\n"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain words", "plain words"),
        ('{"level": "INFO", "message": "said", "timestamp": "now", "room": "a", "ms": 1.5}', "INFO said room=a ms=1.5"),
        ('{"message": "said", "recipients": [2, 3], "most_recipients": 3}', "said recipients=[2, 3]"),
        ('{"message": {"a": [1, "é"]}}', '{"a": [1, "é"]}'),
        ('["not", "an", "object"]', '["not", "an", "object"]'),
        ("17", "17"),
    ],
)
def test_a_json_line_is_made_readable_and_stays_complete(line: str, shown: str) -> None:
    assert readable(line) == shown


def test_each_line_stands_under_the_short_name() -> None:
    (shown,) = lines({"at": 0, "function": "parley-send-message", "line": "hello"})
    assert shown.endswith(" send-message: hello")


def test_a_failure_is_shown_with_all_its_lines() -> None:
    failed = {"at": 0, "function": "parley-say", "request": "r", "ms": 3, "failure": "Traceback:\n  why"}
    assert [line.partition(": ")[2] for line in lines(failed)] == ["Traceback:", "  why"]


def test_durations_are_shown_on_demand_only() -> None:
    done = {"at": 0, "function": "parley-say", "request": "r7", "ms": 12, "failure": ""}
    assert lines(done) == []
    assert lines(done, verbose=True)[0].endswith("say: 12 ms, request r7")


def test_lines_appear_as_they_are_written_also_in_pieces_and_in_a_new_file(tmp_path: Path) -> None:
    path, stop, said = tmp_path / "log", threading.Event(), SimpleQueue[str]()
    thread = threading.Thread(target=show, args=(path, stop, said.put, False))
    thread.start()
    with path.open("w") as log:
        log.write(record(line="first"))
        log.flush()
        assert said.get(timeout=10).endswith("first")
        half = record(line="sécond")
        for piece in (half[:20], half[20:]):
            log.write(piece)
            log.flush()
        assert said.get(timeout=10).endswith("sécond")
    path.unlink()
    path.write_text(record(line="third"))
    assert said.get(timeout=10).endswith("third")
    stop.set()
    thread.join()


def test_who_comes_later_sees_only_what_follows(tmp_path: Path) -> None:
    path, stop = tmp_path / "log", threading.Event()
    path.write_text(record(line="old"))
    records = follow(path, stop, from_start=False)
    later = threading.Timer(0.3, lambda: path.write_text(path.read_text() + record(line="new")))
    later.start()
    assert next(records)["line"] == "new"
    records.close()
