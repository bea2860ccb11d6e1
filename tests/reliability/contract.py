"""What Parley promises, and the faults under which it does: every number has its tests, and docs/reliability.md."""

PROMISES: dict[int, tuple[str, str]] = {
    1: (
        "Stored before seen",
        "No frame carries a message that is not committed; an acknowledgement (the sender's own copy) means durable.",
    ),
    2: (
        "One order",
        "In a room every message has one `seq`, and every client, page and source agrees on which. "
        "What has been read is final: nothing ever appears behind it.",
    ),
    3: (
        "Said once",
        "The same `id` again within 24 hours adds nothing: it returns the same `seq` and delivers it again. "
        "The same `id` with another text is refused.",
    ),
    4: (
        "At least once to those present, and one can tell",
        "Who stays, or returns within retention, gets every message after joining. Doubles have the same `seq`. "
        "A jump is a gap, and a loss at the tail shows in the next `ping`.",
    ),
    5: (
        "Resume, never half",
        "`joinRoom` with a position answers all that was missed, or `recovered: false` with the head.",
    ),
    6: (
        "No one speaks for another",
        "Sender, time and seq are the server's. Authorization is checked on every frame.",
    ),
    7: (
        "Nothing leaks",
        "No stack trace, token, query string or other room's existence reaches a client or a log; "
        "texts never reach a log.",
    ),
}

NOT_PROMISED = (
    "that the order on the wire is the order of the log (clients hold back up to 500 ms and sort); presence counts; "
    "delivery to a client whose buffer is full (it resumes); end-to-end encryption."
)

# What goes wrong, and what holds all the same.
FAULTS: dict[int, tuple[str, str]] = {
    1: (
        "A function is killed after the commit, before or in the middle of the fan-out",
        "the log is complete; the same id again delivers; others heal at the next message or ping",
    ),
    2: (
        "It is killed between taking a number and writing the message",
        "the next reader seals the hole; the retry is said once",
    ),
    3: ("The reply is lost after the commit", "one message, the same seq"),
    4: ("An invocation comes twice, one after the other or at once", "one message, one seq"),
    5: ("Two frames of one connection run in parallel or reversed", "both are stored, and there is no hole"),
    6: ("16 and 64 write into one room", "no loss; p99 stays flat; nobody is told `busy` below the documented ceiling"),
    7: ("DynamoDB throttles, in the reasons of transactions too", "jittered retry, then `busy`; never silence"),
    8: (
        "DynamoDB fails, is slow, resets or is silent",
        "time-outs of 1 s and 3 s; the function ends before its own limit, with an error frame",
    ),
    9: ("A batch read leaves keys unprocessed", "it completes or is `busy`; no tight loop"),
    10: ("A post answers 410", "that presence, and never the sender's, is removed; all others get theirs"),
    11: ("A post answers 429", "jittered retry inside the deadline, then it is counted"),
    12: ("A post fails with 5xx, a time-out or a reset", "2 retries at most; doubles share a seq"),
    13: ("A post answers 403 or 413", "an alarm, no retry, no presence removed"),
    14: ("One of 500 recipients hangs", "the others' p99 is unchanged"),
    15: ("`$disconnect` never comes", "the presence goes at the next post, at the sweep, or is left out at expiry"),
    16: ("`$disconnect` comes before the join, twice, out of order", "no orphan beyond expiry"),
    17: ("A join races a message", "nothing is missed"),
    18: ("A kick races a message", "nothing of the kicked user commits after the kick"),
    19: ("Clocks are wrong by ±5 min, and go back", "order untouched; 60 s of leeway for tokens"),
    20: (
        "A poison record in Kinesis, SQS or a stream",
        "the partial answer is right; the others are said once; it ends in the dead-letter queue",
    ),
    21: ("A stream is replayed from the start, or reversed", "said once"),
    22: ("SQS delivers again", "said once"),
    23: (
        "All connections drop and return at once",
        "clients back off with jitter; resumes are complete; the quota of new connections is kept",
    ),
    24: ("The 2-hour limit, 10 silent minutes, close code 1009", "the client resumes; nothing is missed"),
    25: ("A room is deleted and created again", "`recovered: false`, by the epoch"),
    26: ("The retention has passed the client's position", "`recovered: false`, and the head"),
    27: ("Functions start cold in a burst", "inside the time-outs"),
    28: (
        "The table is missing, permission denied, the configuration bad",
        "it fails at start and names the setting; the client sees `internal` only",
    ),
    29: ("The table has an attribute or a kind of a newer version", "ignored, not fatal"),
}
