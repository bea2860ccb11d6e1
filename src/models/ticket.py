"""A ticket: who may connect once, and soon, by bringing this back."""

import secrets
from hashlib import sha256
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from config import settings
from models import table
from models.clock import in_seconds
from models.table import Item, sdk_errors

SK = "TICKET"
SECONDS = 60
SECRET_BYTES = 32


class Ticket(Item, discriminator="ticket"):
    """Kept under its digest: who reads the table cannot use it. `since` and `until` are of the sign-in behind it."""

    user = UnicodeAttribute()
    name = UnicodeAttribute()
    until = NumberAttribute()
    since = NumberAttribute(default=0)

    @classmethod
    def issue(cls, user: str, name: str, until: int, since: int = 0) -> str:
        """A new ticket's secret; it is not kept."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        with sdk_errors():
            cls(key(secret), SK, user=user, name=name, until=until, since=since, expires_at=in_seconds(SECONDS)).save()
        return secret


def redeem(secret: str) -> dict[str, Any] | None:
    """Whom a ticket was for, once: None ever after, and when its time is over."""
    with sdk_errors():
        try:
            answer = table.client().delete_item(
                TableName=settings().table,
                Key={"pk": {"S": key(secret)}, "sk": {"S": SK}},
                # TTL deletes late: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
                ConditionExpression="expires_at > :now",
                ExpressionAttributeValues={":now": {"N": str(in_seconds(0))}},
                ReturnValues="ALL_OLD",
            )
        except table.client().exceptions.ConditionalCheckFailedException:
            return None
    found = answer["Attributes"]
    since, until = (int(found[end]["N"]) for end in ("since", "until"))
    return {"user": found["user"]["S"], "name": found["name"]["S"], "until": until, "since": since}


def key(secret: str) -> str:
    """The partition of a ticket."""
    return f"TICKET#{sha256(secret.encode()).hexdigest()}"
