"""What can be typed after `parley admin`, and the request that it makes."""

import argparse
from collections.abc import Sequence
from typing import Any

# What is about the call and not in it.
OURS = ("stack", "region", "profile", "json", "command", "yes", "into")
VERBS = {"sign-out": "signOut", "export-user": "exportUser", "erase-user": "eraseUser"}
MODERATION = ("invite", "promote", "demote", "mute", "unmute", "kick")
EPILOG = """\
Without --stack, what `make run` has started in this clone.
Who may invoke the function {stack}-admin may do all of this.

status: 0 all is well, 1 it was refused or something is wrong, 2 wrong arguments, 3 nobody answers there."""


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line, or the end of the process with what is wrong with it."""
    parser = argparse.ArgumentParser(
        "parley admin", description="Steer a deployment.", epilog=EPILOG, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--stack", help="the CloudFormation stack")
    parser.add_argument("--region", help="its region, where it is not the profile's")
    parser.add_argument("--profile", help="whose credentials, of ~/.aws")
    parser.add_argument("--json", action="store_true", help="answers as they come, one a line")
    _add_commands(parser.add_subparsers(dest="command", required=True, metavar="COMMAND"))
    arguments = parser.parse_args(argv)
    if arguments.command == "erase-user" and not arguments.yes:
        parser.error(f"this erases all that {arguments.user} ever said, for good: say --yes")
    return arguments


def request(arguments: argparse.Namespace) -> dict[str, Any]:
    """What is asked for: a field is in it where something was said for it."""
    command, given = arguments.command, vars(arguments)
    said = {name: value for name, value in given.items() if value is not None and value is not False}
    fields = {name: value for name, value in said.items() if name not in OURS}
    if command in ("open", "archive"):
        return {"verb": "change", "room": fields["room"], "archived": command == "archive"}
    if command in MODERATION or (command in ("ban", "unban") and arguments.room):
        return {"verb": "moderate", "act": command, **fields}
    return {"verb": VERBS.get(command, command), **fields}


def _add_commands(commands: Any) -> None:
    def add(name: str, told: str, *places: str, **options: dict[str, Any]) -> None:
        command = commands.add_parser(name, help=told, description=told)
        for place in places:
            command.add_argument(place, type=int if place in ("seq", "days") else str)
        for option, how in options.items():
            command.add_argument(f"--{option}", **how)

    room, reason = {"help": "in this room only"}, {"help": "what everybody is told"}
    minutes = {"type": int, "help": "for so long; for good, if left out"}
    add("rooms", "the open rooms", all={"action": "store_true", "help": "every room: reads the whole table"})
    add("room", "a room, who belongs to it and who is there", "room")
    add("users", "who has signed up (reads the whole table), or who belongs to a room", room=room)
    add("user", "a user: account, rooms, connections", "user")
    add("connections", "who is connected", room=room, user={"help": "this user's only"})
    for act in MODERATION:
        more = {"minutes": minutes} if act == "mute" else {}
        add(act, f"{act} somebody in a room", "room", "user", reason=reason, **more)
    add("ban", "let somebody in nowhere, or not in a room", "user", room=room, minutes=minutes, reason=reason)
    add("unban", "let somebody in again", "user", room=room)
    add("sign-out", "end all of somebody's connections and sign-ins", "user")
    add("erase", "leave nothing of a message", "room", "seq")
    add("link", "a link to the file of a message, for an hour", "room", "seq")
    text: dict[str, Any] = {"help": "another one"}
    slow = {"type": int, "help": "seconds from message to message"}
    access = {"choices": ["open", "members"], "help": "whom it is open to"}
    add("change", "change what a room is", "room", title=text, topic=text, access=access, slow=slow)
    add("archive", "let nobody say anything in a room any more", "room")
    add("open", "undo that", "room")
    add("keep", "keep what is said in a room from here on for so many days; 0 is as long as everywhere", "room", "days")
    add("announce", "say something in a room, or in every open one", "text", room=room)
    add("dead", "how many dead letters wait")
    add("redrive", "try dead letters again", "queue", source={"help": "those of this source only"})
    add("verify", "find what is wrong in a room's log", "room")
    add("seal", "close the holes in a room's log", "room")
    into = {"help": "a file to put it into"}
    anew = {"action": "store_true", "help": "not the one that is there"}
    add("export-user", "all that is there of a user, in one file", "user", into=into, anew=anew)
    add("erase-user", "erase a user and all that is theirs", "user", yes={"action": "store_true", "help": "do it"})
