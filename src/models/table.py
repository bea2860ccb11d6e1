"""The one table: what every item has, the connection that all models share, and the end of the SDK's vocabulary."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session
from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError, PynamoDBException, UpdateError
from pynamodb.models import Model

import metrics
from config import settings, trusted_roots
from errors import Busy, Internal, Misconfigured, ParleyError
from models.parsing import PlainJsonFactory

# The sparse index of lists: who is a member of a room, which rooms are open, who is connected.
LISTS = "lists"


class Item(Model):
    """Anything in the table; `kind` tells which class an item is of."""

    class Meta:
        table_name = ""
        # A Lambda must answer before its own limit: fail fast, and leave the rest to the client's retry.
        connect_timeout_seconds = 1
        read_timeout_seconds = 3
        max_retry_attempts = 2
        max_pool_connections = 16

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    expires_at = NumberAttribute(null=True)


def connect() -> None:
    """Point every model at the table of the settings.

    PynamoDB looks a model's connection up through its base classes: made once here, it is made for all, where each
    model would else build a botocore session and client of its own (110 ms and more each).
    """
    Item.Meta.table_name = settings().table
    Item.Meta.region = settings().region  # type: ignore[attr-defined]  # PynamoDB reads it, its stubs leave it out
    Item._connection = None
    session().register_component("response_parser_factory", PlainJsonFactory())
    if trusted_roots():
        session().set_config_variable("ca_bundle", trusted_roots())
    client().meta.events.register("before-send.dynamodb", _refuse_late)


# A request that begins may take so long: whoever asks has to be told before they end.
REQUEST_SECONDS = Item.Meta.connect_timeout_seconds + Item.Meta.read_timeout_seconds
_until: ContextVar[float] = ContextVar("until", default=math.inf)


@contextmanager
def asking_until(deadline: float) -> Iterator[None]:
    """Inside, no request begins and none is tried again that may not end before the deadline: Busy instead."""
    before = _until.set(deadline - REQUEST_SECONDS)
    try:
        yield
    finally:
        _until.reset(before)


def _refuse_late(**_: object) -> None:
    if time.monotonic() > _until.get():
        raise Busy("the table is slow, try again")


def warm() -> None:
    """Ask for what is not there: it opens the line and loads what every first call loads, whatever the answer is."""
    with suppress(ParleyError), sdk_errors():
        client().get_item(TableName=settings().table, Key={"pk": {"S": "-"}, "sk": {"S": "-"}})


def session() -> Session:
    """The one botocore session of this process."""
    return Item._get_connection().connection.session


def client() -> Any:
    """The botocore client under the models, for what is read without them."""
    return Item._get_connection().connection.client


_BUSY = {
    "ProvisionedThroughputExceededException",
    "ProvisionedThroughputExceeded",
    "RequestLimitExceeded",
    "ThrottlingException",
    "ThrottlingError",
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
}
_MISCONFIGURED = {
    "AccessDeniedException",
    "ResourceNotFoundException",
    "UnrecognizedClientException",
    "ValidationException",
}


@contextmanager
def sdk_errors() -> Iterator[None]:
    """Whatever the SDK raises inside leaves as one of our errors; only DoesNotExist passes, for the model to name."""
    try:
        yield
    except DoesNotExist:
        raise
    except PynamoDBException as error:
        raise _translated(_code(error), error) from error
    except ClientError as error:
        raise _translated(error.response.get("Error", {}).get("Code"), error) from error
    except BotoCoreError as error:
        raise _translated(None, error) from error


def _code(error: PynamoDBException) -> str | None:
    """AWS's code; None where no answer came: PynamoDB's own look at it stumbles over a timeout."""
    response = getattr(error.cause, "response", None) or {}
    return str(response["Error"]["Code"]) if "Error" in response else None


def _translated(code: str | None, error: Exception) -> ParleyError:
    if code in _BUSY:
        metrics.count("conflicts" if str(code).startswith("Transaction") else "table_throttled")
        return Busy("the table is busy, try again")
    if code in _MISCONFIGURED:
        return Misconfigured(f"TABLE_NAME {settings().table!r}: {code}")
    return Internal(f"the table did not answer: {code or type(error).__name__}")


def met(write: Callable[[], object]) -> bool:
    """Do a conditional write; False where its own condition refused it."""
    with sdk_errors():
        try:
            write()
        except (PutError, UpdateError, DeleteError) as error:
            if _code(error) != "ConditionalCheckFailedException":
                raise
            return False
    return True


def query(**request: Any) -> Iterator[dict[str, Any]]:
    """The items of a raw query of the table, as `pages` has them."""
    for page in pages(**request):
        yield from page


def pages(consistent: bool = True, **request: Any) -> Iterator[list[dict[str, Any]]]:
    """The pages of a raw query of the table, all of them, strongly consistent; indexes cannot be.

    Raw, because PynamoDB's models cost ten times the CPU a page (benchmarks/presence_page.py).
    """
    while True:
        with sdk_errors():
            page = client().query(TableName=settings().table, ConsistentRead=consistent, **request)
        yield page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        request["ExclusiveStartKey"] = page["LastEvaluatedKey"]
