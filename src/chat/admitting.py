"""Admitting: who may be here at all."""

from config import settings
from errors import Expired, Forbidden
from identity import Caller
from models import arrival
from models.account import BANNED, Account, with_connections
from models.clock import now_ms

TOO_MANY_OPEN, USER_TOO_FAST, ADDRESS_TOO_FAST = "too_many_open", "user_too_fast", "address_too_fast"


def haste(caller: Caller) -> str:
    """Why a connection comes too soon after others; empty where it does not."""
    here, now = settings(), now_ms()
    if caller.address and not arrival.from_address(caller.address, here.arrivals_per_address, now):
        return ADDRESS_TOO_FAST
    return "" if arrival.by_user(caller.user, here.arrivals_per_user, now) else USER_TOO_FAST


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
