"""Who of a batch's recipients is left, and what became of the others: every one is counted exactly once."""

from collections.abc import Iterable

from delivery.retry import RETRIES, Verdict, verdict, wait


class Tally:
    """`left` are the recipients whose fate is open, each with the number of its failures so far."""

    def __init__(self, recipients: Iterable[str]) -> None:
        self.left = dict.fromkeys(recipients, 0)
        self.delivered = 0
        self.gone: list[str] = []
        self.given_up: list[str] = []
        self.refused = False
        self._throttled: dict[str, int] = {}

    def deliver(self, post: str) -> None:
        """It got there."""
        del self.left[post]
        self.delivered += 1

    def give_up(self, post: str) -> None:
        """It will not get there."""
        del self.left[post]
        self.given_up.append(post)

    def fail(self, post: str) -> float | None:
        """No answer, or a server's error: the seconds to wait before another try, None after the last."""
        self.left[post] += 1
        if self.left[post] > RETRIES:
            self.give_up(post)
            return None
        return wait(self.left[post])

    def judge(self, post: str, status: int) -> float | None:
        """What an answer means: the seconds to wait before another try, None when there is to be none."""
        match verdict(status):
            case Verdict.DELIVERED:
                self.deliver(post)
            case Verdict.GONE:
                del self.left[post]
                self.gone.append(post)
            case Verdict.THROTTLED:
                self._throttled[post] = self.throttled(post) + 1
                return wait(self._throttled[post])
            case Verdict.FAILED:
                return self.fail(post)
            case Verdict.REFUSED:
                self.refused = True
            case Verdict.HOPELESS:
                self.give_up(post)
        return None

    @property
    def times_throttled(self) -> int:
        """How many answers were 429, over all recipients."""
        return sum(self._throttled.values())

    def throttled(self, post: str) -> int:
        """How often a recipient has been throttled."""
        return self._throttled.get(post, 0)
