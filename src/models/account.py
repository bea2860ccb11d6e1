"""An account: what holds for a user wherever they are, whatever rooms say."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from models.clock import in_seconds, now_ms
from models.connection import key, sort_key
from models.table import Item, met, pages, sdk_errors

# Sorts before the user's connections, so that one consistent query reads it and counts these.
SK = "ACCOUNT"
LAST = sort_key("\U0010ffff")

BANNED, SIGNED_OUT = "banned", "signed_out"


class Account(Item, discriminator="account"):
    """There where something was done with it. No sign-in up to `signed_out_at` (epoch seconds) counts any more;
    `banned_until` is in milliseconds."""

    signed_out_at = NumberAttribute(null=True)
    banned_until = NumberAttribute(null=True)
    banned_by = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, user: str) -> "Account":
        """The user's account as it is now, whoever has changed it last."""
        try:
            with sdk_errors():
                return cls.get(key(user), SK, consistent_read=True)
        except cls.DoesNotExist:
            return cls(key(user), SK)

    @classmethod
    def sign_out(cls, user: str) -> None:
        """No sign-in of the user counts that was there before the end of this second."""
        _change(cls(key(user), SK), cls.signed_out_at.set(in_seconds(0)))

    @classmethod
    def ban(cls, user: str, until: int, reason: str, by: str) -> None:
        """The user is nowhere let in until then (ms)."""
        _change(cls(key(user), SK), cls.banned_until.set(until), cls.reason.set(reason), cls.banned_by.set(by))

    @classmethod
    def unban(cls, user: str) -> None:
        """The user is let in again."""
        _change(cls(key(user), SK), cls.banned_until.remove(), cls.reason.remove(), cls.banned_by.remove())

    @classmethod
    def forget(cls, user: str) -> None:
        """Nothing is known of the account any more; harmless where nothing was."""
        with sdk_errors():
            cls(key(user), SK).delete()

    @property
    def banned(self) -> bool:
        """Whether the user is banned everywhere now."""
        return bool(self.banned_until and int(self.banned_until) > now_ms())

    def bars(self, since: int) -> str:
        """Why a sign-in of that time (epoch seconds) lets nobody in; empty where it does."""
        if self.banned:
            return BANNED
        return SIGNED_OUT if self.signed_out_at is not None and since <= int(self.signed_out_at) else ""


def _change(account: Account, *actions: object) -> None:
    met(lambda: account.update([Account.kind.set(Account), *actions]))  # type: ignore[list-item]


def with_connections(user: str, most: int) -> tuple[Account, int]:
    """The user's account, and how many connections of theirs have not ended: counted as far as one more than `most`.

    One strongly consistent read of what belongs to the user; 0 is none of the connections.
    """
    account, count = Account(key(user), SK), 0
    for page in pages(
        KeyConditionExpression="pk = :pk AND sk BETWEEN :account AND :last",
        ExpressionAttributeValues={":pk": {"S": key(user)}, ":account": {"S": SK}, ":last": {"S": LAST}},
        Limit=most + 2 if most else 1,
    ):
        for item in page:
            if item["sk"]["S"] == SK:
                account = Account.from_raw_data(item)
            elif most and int(item["expires_at"]["N"]) > in_seconds(0):
                count += 1
        if count > most or not most:
            break
    return account, min(count, most + 1)
