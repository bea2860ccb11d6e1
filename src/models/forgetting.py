"""Leaving nothing of a user in an item of the table. What others read by its number stays, and says nothing."""

import json
import re
import secrets
from dataclasses import dataclass
from typing import Any

from config import settings
from models.message import seq_of
from models.personal import Item, owner, reactions
from models.room import SK
from models.table import client, sdk_errors

NAME = "Somebody"
# Entries that only say what was done to a message, which itself says what became of it.
PASSING = ("edited", "reacted")
# What would still tell of them in an entry that has to stay.
TELLING = ("reason", "text")


@dataclass(frozen=True)
class Write:
    """One write that is harmless when it is made again: an update of an item, or its deletion where there is none."""

    what: str
    update: str = ""
    condition: str = "attribute_exists(pk)"
    values: dict[str, Any] | None = None


def forgotten(item: Item, user: str, alias: str) -> Write | None:
    """What leaves nothing of the user in an item; None for an item in which they stand where nobody knows of."""
    kind = item.get("kind", {}).get("S")
    if owner(item) == user:
        return Write(f"{kind}s")
    if kind == "message":
        return _message(item, user, alias)
    if kind == "event":
        return _event(item, user, alias)
    if item.get("user", {}).get("S") == user:
        return Write(f"{kind}s")
    if kind == "membership" and item.get("peer", {}).get("S") == user:
        update = "SET peer = :alias, peer_name = :name"
        return Write("peers", update, values={":alias": {"S": alias}, ":name": {"S": NAME}})
    if kind == "account" and item.get("banned_by", {}).get("S") == user:
        return Write("bans", "SET banned_by = :alias", values={":alias": {"S": alias}})
    if kind == "room" and user in item.get("barred", {}).get("SS", ()):
        return Write("rooms", "DELETE barred :user", values={":user": {"SS": [user]}})
    return None


def write(item: Item, wanted: Write) -> None:
    """Make it so; nothing where the item has gone meanwhile, or is nobody's any more."""
    request: dict[str, Any] = {"TableName": settings().table, "Key": {"pk": item["pk"], "sk": item["sk"]}}
    if not wanted.update:
        with sdk_errors():
            client().delete_item(**request)
        return
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
    if reserved := re.findall(r"#\w+", wanted.update + wanted.condition):
        request["ExpressionAttributeNames"] = {name: name[1:] for name in reserved}
    with sdk_errors():
        try:
            client().update_item(
                **request,
                UpdateExpression=wanted.update,
                ConditionExpression=wanted.condition,
                ExpressionAttributeValues=wanted.values,
            )
        except client().exceptions.ConditionalCheckFailedException:
            return


def renew(pk: str) -> None:
    """Whoever has kept something of a room drops it when they come again: the room has another epoch."""
    wanted = Write("rooms", "SET epoch = :epoch", values={":epoch": {"S": secrets.token_hex(4)}})
    write({"pk": {"S": pk}, "sk": {"S": SK}}, wanted)


def _message(item: Item, user: str, alias: str) -> Write | None:
    if item["user"]["S"] == user:
        seq = seq_of(item["sk"]["S"])
        values = {
            ":user": {"S": user},
            ":alias": {"S": alias},
            ":name": {"S": NAME},
            ":id": {"S": f"erased-{seq}"},
            ":none": {"S": ""},
            ":seq": {"N": str(seq)},
        }
        blank = "#user = :alias, #name = :name, id = :id, #text = :none, erased = if_not_exists(erased, :seq)"
        update = f"SET {blank} REMOVE mentions, reactions, #file, edited"
        return Write("messages", update, "#user = :user", values)
    parts: list[str] = []
    lost: dict[str, Any] = {}
    if user in item.get("mentions", {}).get("SS", ()):
        parts.append("mentions :mention")
        lost[":mention"] = {"SS": [user]}
    if theirs := reactions(item, user):
        parts.append("reactions :reactions")
        lost[":reactions"] = {"SS": theirs}
    return Write("mentions and reactions", f"DELETE {', '.join(parts)}", values=lost) if parts else None


def _event(item: Item, user: str, alias: str) -> Write | None:
    own = item["user"]["S"] == user
    fields = json.loads(item["fields"]["S"])
    if own and item["what"]["S"] in PASSING:
        update = "SET kind = :void REMOVE id, #user, #name, what, #fields"
        return Write("entries", update, "#user = :user", {":void": {"S": "void"}, ":user": {"S": user}})
    if not own and fields.get("user") != user:
        return None
    left = {name: value for name, value in fields.items() if name not in TELLING}
    if fields.get("user") == user:
        left |= {"user": alias, "name": NAME}
    values = {":fields": {"S": json.dumps(left)}, ":id": {"S": f"erased-{seq_of(item['sk']['S'])}"}}
    update = "SET #fields = :fields, id = :id"
    if own:
        update += ", #user = :alias, #name = :name"
        values |= {":alias": {"S": alias}, ":name": {"S": NAME}}
    return Write("entries", update, values=values)
