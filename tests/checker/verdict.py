"""What is wrong with a history: every violation of the promises that it shows, by name; none where all was kept.

In the manner of Jepsen's log workloads: each client's view is compared with the log as it was read in the end.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.checker import (
    archive_checks,
    client_checks,
    file_checks,
    log_checks,
    notice_checks,
    rank_checks,
    reading_checks,
    search_checks,
    standing_checks,
    typing_checks,
)
from tests.checker.history import History


@dataclass(frozen=True)
class Violation:
    """One broken promise: which, and what shows it."""

    name: str
    what: str


Check = Callable[[History], Iterator[str]]

CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        log_checks.two_contents,
        log_checks.said_twice,
        log_checks.lost_write,
        log_checks.vanished,
        log_checks.invented,
        log_checks.refused_appears,
        log_checks.erased_lasts,
        log_checks.page_grew,
        client_checks.not_rising,
        client_checks.incomplete,
        client_checks.resume_refused,
        client_checks.unanswered,
        client_checks.behind,
        standing_checks.muted_speaks,
        standing_checks.outsider_speaks,
        standing_checks.outsider_hears,
        standing_checks.shut_out,
        standing_checks.overheard,
        standing_checks.one_sided,
        archive_checks.archived_changes,
        rank_checks.overstepped,
        rank_checks.misranked,
        search_checks.false_hit,
        search_checks.missed_hit,
        search_checks.false_room,
        search_checks.missed_room,
        notice_checks.false_notice,
        notice_checks.unnoticed,
        reading_checks.miscounted,
        reading_checks.marker_back,
        typing_checks.typing_overheard,
        typing_checks.typing_kept,
        typing_checks.typing_hurried,
        typing_checks.typing_missed,
        file_checks.file_untold,
        file_checks.file_differs,
        file_checks.file_lingers,
    )
}


def verdict(history: History) -> list[Violation]:
    """The violations in a history, in the order of the checks."""
    return [Violation(name, what) for name, check in CHECKS.items() for what in check(history)]
