"""Admin: what operators do, by direct invocation alone. Who may invoke the function may do all of it.

{"verb": "rooms", "by": "who asks", …}; the answer is {"ok": true, …} or {"ok": false, "code": …, "retry": …}.
"""

import time
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import frames
import journal
import metrics
from chat.admin.verbs import do
from chat.start import asking_until
from doors import deadline_of, known

# A step of something long ends while there is time to write down how far it has come.
STEP_SECONDS = 15.0


def handler(event: Any, context: LambdaContext) -> dict[str, Any]:
    """Do one thing, or one step of a long one, and say what came of it."""
    began, outcome, verb = time.monotonic(), "done", None
    try:
        with asking_until(deadline_of(context)):
            asked, answer = do(event, min(began + STEP_SECONDS, deadline_of(context)))
        verb, answer = asked.verb, {"ok": True, **answer}
    except Exception as error:
        failure = known(error, "this failed: the function's log says why")
        outcome = failure.code
        metrics.count_of("error", outcome)
        # An operator may know which setting is wrong; people never do.
        answer = {"ok": False, **frames.error(failure), "message": str(failure)}
    milliseconds = round((time.monotonic() - began) * 1000, 1)
    journal.write("admin", verb=verb, outcome=outcome, milliseconds=milliseconds)
    return answer
