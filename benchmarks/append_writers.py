"""Writers of one kind, each a process of its own: `python -m benchmarks.append_writers WAY WRITERS ROOMS SECONDS`.

Prints one line of JSON. The writers are forks of this process after it has loaded and connected everything, so that
sixty-four of them start in a moment and none shares a lock or a socket with another.
"""

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from benchmarks import optimistic
from models import log, table
from models.log import Post
from models.message import Message, seq_of
from models.room import Room
from models.room import key as room_key
from models.table import query

TEXT = "x" * 100
WAYS: dict[str, Callable[[Post], Message]] = {"counter": log.append, "optimistic head": optimistic.append}

# (id, seq, milliseconds) of each message of a writer.
Written = list[tuple[str, int, float]]


def rooms_of(writers: int, rooms: int) -> list[str]:
    """The room of each writer."""
    return [f"bench-{writer % rooms}" for writer in range(writers)]


def write(append: Callable[[Post], Message], writer: int, room: str, seconds: float, out: Connection) -> None:
    """One after the other until the time is up; the first message opens the line and is not counted."""
    append(Post(room, f"w{writer}-warm", f"guest:{writer}", "Writer", TEXT))
    out.send("ready")
    out.recv()
    written: Written = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        post = Post(room, f"w{writer}-{len(written)}", f"guest:{writer}", "Writer", TEXT)
        seq = append(post).seq
        written.append((post.id, seq, (time.perf_counter() - began) * 1000))
    out.send(written)


def run(way: str, writers: int, rooms: int, seconds: float) -> dict[str, Any]:
    """What the writers did, and in how much time of the clock and of the CPU."""
    table.connect()
    named = rooms_of(writers, rooms)
    for room in set(named):
        Room.opened(room)
    table.client().close()  # a fork opens a line of its own
    fork = multiprocessing.get_context("fork")
    lines, children = [], []
    for writer, room in enumerate(named):
        ours, theirs = fork.Pipe()
        child = fork.Process(target=write, args=(WAYS[way], writer, room, seconds, theirs))
        child.start()
        lines.append(ours)
        children.append(child)
    for line in lines:
        assert line.recv() == "ready"
    began = time.perf_counter()
    for line in lines:
        line.send("go")
    written = [line.recv() for line in lines]
    took = time.perf_counter() - began
    for child in children:
        child.join()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "holes": check(named, written),
        "milliseconds": [milliseconds for each in written for _, _, milliseconds in each],
        "seconds": took,
        "cpu": usage.ru_utime + usage.ru_stime,
    }


def check(named: list[str], written: list[Written]) -> int:
    """Every message is in its room's log once, at the seq that its writer was told; how many seqs were left out."""
    holes = 0
    for room in set(named):
        told = [(id, seq) for own, each in zip(named, written, strict=True) if own == room for id, seq, _ in each]
        log = [(item.get("id", {"S": "a void"})["S"], seq_of(item["sk"]["S"])) for item in entries(room)]
        holes += max((seq for _, seq in log), default=0) - len(log)
        if sorted((id, seq) for id, seq in log if not id.endswith("-warm")) != sorted(told):
            raise SystemExit(f"the log of {room} is not what its writers were told")
    return holes


def entries(room: str) -> list[dict[str, Any]]:
    """A room's log, raw."""
    return list(
        query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :entry)",
            ExpressionAttributeValues={":pk": {"S": room_key(room)}, ":entry": {"S": "MSG#"}},
        )
    )


def main() -> None:
    way, writers, rooms, seconds = sys.argv[1:]
    print(json.dumps(run(way, int(writers), int(rooms), float(seconds))))


if __name__ == "__main__":
    main()
