"""What a handshake must bring before an authorizer is asked.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from collections.abc import Iterable

from local.gateway.events import Handshake, Place


def missing_source(sources: Iterable[str], handshake: Handshake, place: Place) -> str | None:
    """The first identity source that this handshake lacks, if any."""
    return next((source for source in sources if not _value(source, handshake, place)), None)


def _value(source: str, handshake: Handshake, place: Place) -> str | None:
    where, _, name = source.rpartition(".")
    if where == "route.request.header":
        return handshake.header(name)
    if where == "route.request.querystring":
        return dict(handshake.query).get(name)
    if where == "stageVariables":
        return place.variables.get(name)
    # The context of a handshake is always there: it has a stage, an API and a caller.
    return "present" if where.startswith("context") else None
