"""The queries of docs/security.md, asked of the audit trail."""

import io

import audit
from tests.handlers.conversation import come_in
from tests.operations.page import SECURITY, queries
from tests.parts import insights
from tests.parts.insights_fields import event

WHOSE, REFUSED = queries(SECURITY)


def asked_of(trail: io.StringIO, query: str) -> insights.Rows:
    lines = trail.getvalue().splitlines()
    return insights.found(query, [event(line, "/aws/lambda/parley-connect", 0) for line in lines])


def test_the_trail_shows_what_somebody_did_and_what_was_done_to_them(trail: io.StringIO) -> None:
    come_in()
    audit.note("kicked", "guest:bo", by="guest:ana", room="general")
    audit.note("connected", "guest:cy")
    rows = asked_of(trail, WHOSE.replace("oidc:1f3a…", "guest:ana"))
    assert [(row["message"], row["user"]) for row in rows] == [("connected", "guest:ana"), ("kicked", "guest:bo")]


def test_the_trail_shows_from_where_how_many_were_refused(trail: io.StringIO) -> None:
    for address in ("203.0.113.9", "203.0.113.7", "203.0.113.9"):
        audit.note("refused", "guest:bo", address=address, why="too_many")
    first, second = asked_of(trail, REFUSED)
    assert (first["times"], first["address"], first["why"]) == (2, "203.0.113.9", "too_many")
    assert second["times"] == 1
