"""A job: work on one user's data that takes longer than a function may run, and how far it has come."""

import secrets
from hashlib import sha256

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from errors import Busy
from models.clock import in_seconds, now_ms
from models.table import Item, met, sdk_errors

SK = "JOB"
# As long as the bucket keeps what was exported.
KEPT = 7 * 86_400
SEGMENTS = 4


class Job(Item, discriminator="job"):
    """`positions` has for each segment of the table the key that it was read up to, null at its beginning, "end" at
    its end; `counts` what was done so far, `rounds` how often the table was read whole, `found` what this round found.
    """

    user = UnicodeAttribute()
    token = UnicodeAttribute()
    positions = JSONAttribute()
    counts = JSONAttribute()
    rounds = NumberAttribute(default=0)
    found = NumberAttribute(default=0)
    began_at = NumberAttribute()
    round_at = NumberAttribute()
    version = NumberAttribute(default=0)
    result = UnicodeAttribute(default="")

    @classmethod
    def of(cls, what: str, user: str) -> "Job":
        """The job as it was left, or a new one that has done nothing."""
        try:
            with sdk_errors():
                job = cls.get(_key(what, user), SK, consistent_read=True)
            if job.expires_at and job.expires_at > in_seconds(0):
                return job
            with sdk_errors():
                job.delete()
        except cls.DoesNotExist:
            pass
        now = now_ms()
        return cls(
            _key(what, user),
            SK,
            user=user,
            token=secrets.token_hex(8),
            positions=[None] * SEGMENTS,
            counts={},
            began_at=now,
            round_at=now,
        )

    @property
    def at_the_end(self) -> bool:
        """Whether the table has been read whole in this round."""
        return all(position == "end" for position in self.positions)

    def tally(self, what: str, many: int = 1) -> None:
        """So many more of these were done."""
        self.counts[what] = self.counts.get(what, 0) + many

    def again(self) -> None:
        """Another round begins."""
        self.rounds, self.found, self.round_at = int(self.rounds) + 1, 0, now_ms()
        self.positions = [None] * SEGMENTS

    def keep(self) -> None:
        """Remember how far it has come: Busy where somebody else has the same job in hand."""
        before = int(self.version)
        self.version, self.expires_at = before + 1, in_seconds(KEPT)
        unchanged = Job.version == before if before else Job.pk.does_not_exist()
        if not met(lambda: self.save(condition=unchanged)):
            raise Busy("somebody else works on this job, try again in a moment")


def digest(user: str) -> str:
    """A user as keys have them in which their name must not stand."""
    return sha256(user.encode()).hexdigest()[:32]


def _key(what: str, user: str) -> str:
    return f"JOB#{what}#{digest(user)}"
