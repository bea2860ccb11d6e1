"""Deliver a frame to many connections; close one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

import metrics
from config import credentials, settings
from delivery.batch import Batch
from delivery.endpoint import endpoint
from delivery.pool import pool
from delivery.sigv4 import Signer

# The loop and its lines serve one batch at a time.
_TURN = Lock()


@dataclass(frozen=True)
class Outcome:
    """What became of every recipient: delivered + len(gone) + len(undelivered) is how many there were."""

    delivered: int
    gone: tuple[str, ...]
    undelivered: tuple[str, ...]
    refused: bool
    throttled: int = field(default=0, compare=False)


def deliver(payload: bytes, connections: Iterable[str], deadline: float) -> Outcome:
    """Post the same bytes to every connection, each once however often it is named, by the deadline (monotonic)."""
    return _counted(_send("POST", payload, dict.fromkeys(connections), deadline))


def _counted(outcome: Outcome) -> Outcome:
    """Every recipient in one of three metrics; a throttled post is tried again, and in one of them as well."""
    gone, undelivered = len(outcome.gone), len(outcome.undelivered)
    metrics.count("posted", outcome.delivered + gone + undelivered)
    metrics.count("delivered", outcome.delivered)
    metrics.count("gone", gone)
    metrics.count("undelivered", undelivered)
    metrics.count("throttled", outcome.throttled)
    metrics.count("refused", int(outcome.refused))
    return outcome


def disconnect(connection: str, deadline: float) -> bool:
    """Close a connection; True when it is closed or was gone."""
    return not close([connection], deadline).undelivered


def close(connections: Iterable[str], deadline: float) -> Outcome:
    """Close connections; those that API Gateway does not know, or not yet, are the outcome's `gone`."""
    return _send("DELETE", b"", dict.fromkeys(connections), deadline)


def gone(connections: Iterable[str], deadline: float) -> tuple[str, ...]:
    """Those of the connections that API Gateway knows no longer; whatever it cannot say by the deadline is not among
    them."""
    return _send("GET", b"", dict.fromkeys(connections), deadline).gone


def _send(method: str, payload: bytes, recipients: dict[str, None], deadline: float) -> Outcome:
    if not recipients or not _TURN.acquire(timeout=max(0.0, deadline - monotonic())):
        return Outcome(0, (), tuple(recipients), False)
    try:
        here = settings()
        signer = Signer(method, endpoint(here.connections_url), payload, here.region, credentials())
        batch = Batch(pool(here.connections_url), signer, recipients, deadline)
        batch.run()
    finally:
        _TURN.release()
    tally = batch.tally
    return Outcome(
        tally.delivered, tuple(tally.gone), (*tally.given_up, *tally.left), tally.refused, tally.times_throttled
    )
