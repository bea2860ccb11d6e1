"""The manner of sources that push: Lambda calls again twice when the call fails, then gives up.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
from chat.speaking import Said, prepare, speak
from doors import Event, deadline_of
from errors import Busy

E = TypeVar("E")


def push_door(
    kind: str, reads: Callable[[Event], E], says: Callable[[E], Iterable[Said]]
) -> Callable[[Event, LambdaContext], dict[str, Any]]:
    """A door for what pushes: all that the event says is said, or the call fails and comes again."""

    def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
        posts = [prepare(kind, said) for said in says(reads(event))]
        messages = speak(posts, deadline_of(context))
        journal.write(kind, said=len(messages), of=len(posts))
        if len(messages) < len(posts):
            raise Busy("not everything was said, call again")
        return {"said": [{"room": message.room, "seq": message.seq} for message in messages]}

    return handler
