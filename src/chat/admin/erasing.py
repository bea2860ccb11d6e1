"""Erasing a user: everything that is theirs, and them in everything that is others'.

They are banned everywhere first. Then the table is gone through in rounds, until a round that began after the last of
their calls had ended finds nothing; last goes what knows of the ban.
"""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from chat import accounts
from chat.admin.walking import Done, walk
from config import uploads_bucket
from errors import Internal
from models import account, forgetting, upload
from models.clock import now_ms
from models.job import Job, digest

Item = dict[str, Any]

WHAT = "erasure"
WRITERS = 8
# No function runs for longer: what was on its way when they were put out is in the table by then.
SETTLED_MS = 30_000
UPLOADED = "UPLOAD#"


def erase(user: str, by: str, deadline: float) -> dict[str, Any]:
    """One step; `done` once nothing is left, and else perhaps `wait`, for how many seconds another step can do nothing.

    Whoever asks again after a step was killed goes on from what it had kept.
    """
    job = Job.of(WHAT, user)
    alias = f"erased:{job.token}"
    if not job.version:
        accounts.ban(user, by, deadline)
        job.keep()
    whole = walk(
        job, lambda items, _: _forget(items, user, alias, deadline), deadline, consistent=True, spared=account.SK
    )
    told = {"done": False, "round": int(job.rounds) + 1, "counts": dict(job.counts)}
    if not whole:
        return told
    settled = int(job.began_at) + SETTLED_MS
    if job.found or int(job.round_at) < settled <= now_ms():
        job.again()
        job.keep()
        return told
    if int(job.round_at) < settled:
        return {**told, "wait": (settled - now_ms()) // 1000 + 1}
    upload.delete_all(uploads_bucket(), f"exports/{digest(user)}/")
    account.Account.forget(user)
    job.delete()
    return {**told, "done": True, "alias": alias}


def _forget(items: Sequence[Item], user: str, alias: str, deadline: float) -> Done:
    """Of a room in which something was erased, nobody goes on with what they have kept of it."""

    def one(item: Item) -> str:
        if monotonic() > deadline:
            return ""
        wanted = forgetting.forgotten(item, user, alias)
        if wanted is None:
            raise Internal("somebody stands in an item where nobody knows of: this version is too old to erase them")
        _discard(item, wanted)
        forgetting.write(item, wanted)
        return wanted.what

    with ThreadPoolExecutor(WRITERS) as writers:
        done = list(writers.map(one, items))
    told_of = {item["pk"]["S"] for item, what in zip(items, done, strict=True) if what in ("messages", "entries")}
    for pk in sorted(told_of):
        forgetting.renew(pk)
    return Done(Counter(what for what in done if what), whole="" not in done)


def _discard(item: Item, wanted: forgetting.Write) -> None:
    """The file goes before what knows of it."""
    kept = upload.key_in(item) if wanted.what == "messages" else ""
    if wanted.what == "files":
        kept = item["pk"]["S"].removeprefix(UPLOADED)
    if kept:
        upload.delete(uploads_bucket(), kept)
