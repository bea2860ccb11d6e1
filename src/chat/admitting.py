"""Admitting: who may be here at all."""

from config import settings
from errors import Expired, Forbidden
from identity import Caller
from models.account import BANNED, Account, with_connections

TOO_MANY_OPEN = "too_many_open"


def refusal(caller: Caller) -> str:
    """Why a connection that is remembered may not stay; empty where it may."""
    most = settings().connections_per_user
    account, count = with_connections(caller.user, most)
    return account.bars(caller.since) or (TOO_MANY_OPEN if most and count > most else "")


def demand_welcome(user: str, since: int) -> None:
    """Forbidden to who is banned everywhere, Expired to who has signed out everywhere since that sign-in."""
    why = Account.of(user).bars(since)
    if why == BANNED:
        raise Forbidden("you are banned here")
    if why:
        raise Expired("you have signed out everywhere: sign in again")
