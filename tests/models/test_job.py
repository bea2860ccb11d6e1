"""How far a job has come outlives whoever works on it."""

import pytest

from errors import Busy
from models import job as jobs
from models.clock import in_seconds
from models.job import Job, digest
from tests.parts.dynamodb import Table

pytestmark = pytest.mark.usefixtures("dynamodb")


def test_a_job_is_gone_on_with_where_it_was_kept() -> None:
    job = Job.of("erasure", "guest:ana")
    assert (job.version, job.at_the_end, Job.of("erasure", "guest:ana").token == job.token) == (0, False, False)
    job.positions = [{"pk": {"S": "a"}, "sk": {"S": "b"}}, None, "end", None]
    job.tally("messages")
    job.tally("messages", 2)
    job.keep()
    again = Job.of("erasure", "guest:ana")
    assert (again.token, again.positions, again.counts) == (job.token, job.positions, {"messages": 3})
    assert Job.of("erasure", "guest:bo").version == Job.of("export", "guest:ana").version == 0


def test_of_two_who_have_a_job_in_hand_one_keeps_it() -> None:
    for _ in range(2):
        one, other = Job.of("erasure", "guest:ana"), Job.of("erasure", "guest:ana")
        one.keep()
        with pytest.raises(Busy):
            other.keep()


def test_another_round_begins_at_the_beginning() -> None:
    job = Job.of("erasure", "guest:ana")
    job.positions, job.found = ["end"] * jobs.SEGMENTS, 7
    assert job.at_the_end
    job.again()
    assert (job.at_the_end, job.found, job.rounds) == (False, 0, 1)


def test_what_is_long_over_is_begun_anew(dynamodb: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job.of("export", "guest:ana")
    job.keep()
    monkeypatch.setattr(jobs, "in_seconds", lambda seconds: in_seconds(seconds + jobs.KEPT + 1))
    assert Job.of("export", "guest:ana").token != job.token


def test_a_job_s_key_does_not_say_whose_it_is() -> None:
    assert "ana" not in str(Job.of("export", "guest:ana").pk)
    assert len(digest("guest:ana")) == 32
