"""What a client may do at random. One operation is one file here; ALL is the list of them.

A new one needs: how often (`weight`), what it draws for the plan (`draw`, from the seed alone), and how a client does
it (`perform`). Whatever it puts into a room's log is an entry, and the checks know entries of every kind.
"""

from tests.checker.operations.again import AGAIN
from tests.checker.operations.archive import ARCHIVE
from tests.checker.operations.ban import BAN
from tests.checker.operations.burst import BURST
from tests.checker.operations.demote import DEMOTE
from tests.checker.operations.describe import DESCRIBE
from tests.checker.operations.direct import DIRECT
from tests.checker.operations.edit import EDIT
from tests.checker.operations.erase import ERASE
from tests.checker.operations.fetch import FETCH
from tests.checker.operations.find import FIND
from tests.checker.operations.intrude import INTRUDE
from tests.checker.operations.invite import INVITE
from tests.checker.operations.join import JOIN
from tests.checker.operations.kick import KICK
from tests.checker.operations.kill import KILL
from tests.checker.operations.leave import LEAVE
from tests.checker.operations.look import LOOK
from tests.checker.operations.mark import MARK
from tests.checker.operations.members import MEMBERS
from tests.checker.operations.mention import MENTION
from tests.checker.operations.misspeak import MISSPEAK
from tests.checker.operations.mute import MUTE
from tests.checker.operations.operation import Operation
from tests.checker.operations.page import PAGE
from tests.checker.operations.ping import PING
from tests.checker.operations.promote import PROMOTE
from tests.checker.operations.react import REACT
from tests.checker.operations.reconnect import RECONNECT
from tests.checker.operations.renew import RENEW
from tests.checker.operations.reopen import REOPEN
from tests.checker.operations.reply import REPLY
from tests.checker.operations.reuse import REUSE
from tests.checker.operations.say import SAY
from tests.checker.operations.search import SEARCH
from tests.checker.operations.share import SHARE
from tests.checker.operations.typing import TYPING
from tests.checker.operations.unban import UNBAN
from tests.checker.operations.unmute import UNMUTE
from tests.checker.operations.unshare import UNSHARE

ALL: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        SAY,
        BURST,
        AGAIN,
        EDIT,
        ERASE,
        REACT,
        REPLY,
        DESCRIBE,
        ARCHIVE,
        REOPEN,
        DIRECT,
        MENTION,
        SHARE,
        FETCH,
        UNSHARE,
        INVITE,
        PROMOTE,
        DEMOTE,
        MUTE,
        UNMUTE,
        KICK,
        BAN,
        UNBAN,
        MARK,
        LOOK,
        FIND,
        MEMBERS,
        SEARCH,
        TYPING,
        REUSE,
        MISSPEAK,
        INTRUDE,
        JOIN,
        LEAVE,
        RECONNECT,
        RENEW,
        KILL,
        PING,
        PAGE,
    )
}

__all__ = ["ALL", "Operation"]
