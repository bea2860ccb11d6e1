"""What people ask for about accounts: signing out of their own, and, as operators, what holds for others."""

import frames
from chat import accounts
from chat.answering import answer
from config import settings
from errors import Forbidden
from identity import Caller
from models.clock import now_ms
from models.connection import Connection


def sign_out(caller: Caller, request: frames.SignOut, deadline: float) -> None:
    """The user signs out, on every device."""
    user, asker = caller.user, caller.connection
    accounts.sign_out(user, user, deadline, address=caller.address, asker=asker, request_id=request.id)


def operate(caller: Caller, request: frames.Operate, deadline: float) -> None:
    """Do it to the user everywhere, and say that it is done."""
    Connection.spend(caller.user, caller.connection, now_ms())
    operators = settings().operators
    if caller.user not in operators:
        raise Forbidden("operators do that")
    if request.user in operators:
        raise Forbidden("nobody does that to an operator")
    until = _do(caller, request, deadline)
    done = {"type": "operated", "user": request.user, "act": request.act}
    answer(caller, done | ({"banned": until} if until else {}), request.id, deadline)


def _do(caller: Caller, request: frames.Operate, deadline: float) -> int | None:
    user, by, address = request.user, caller.user, caller.address
    if request.act == "ban":
        return accounts.ban(user, by, deadline, minutes=request.minutes, reason=request.reason, address=address)
    if request.act == "unban":
        accounts.unban(user, by, address=address)
    else:
        accounts.sign_out(user, by, deadline, address=address)
    return None
