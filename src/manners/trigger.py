"""The manner of triggers: a service waits for its own event back before it goes on with somebody's request.

What a check refuses ends that request; what merely cannot be said holds nobody up.
https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
from chat.speaking import Said, prepare, speak
from doors import Event, deadline_of

E = TypeVar("E")


def trigger_door(
    kind: str, reads: Callable[[Event], E], checks: Callable[[E], None], says: Callable[[E], Iterable[Said]]
) -> Callable[[Event, LambdaContext], Event]:
    """A door for triggers: `checks` raises one of our errors, whose message goes to the person, or lets pass."""

    def handler(event: Event, context: LambdaContext) -> Event:
        read = reads(event)
        checks(read)
        try:
            posts = [prepare(kind, said) for said in says(read)]
            journal.write(kind, said=len(speak(posts, deadline_of(context))), of=len(posts))
        except Exception:
            journal.failed("a trigger could not be told of")
        return event

    return handler
