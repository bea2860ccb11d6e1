"""Alexa skill: "ask Parley what is new in general", "tell general". Request and response; docs/alexa has the words."""

from chat.hearing import newest
from chat.speaking import Said, own, prepare, speak
from chat.speech import aloud, slug
from errors import Busy
from manners.skill import Asked, Reply, skill_door

NEWS = 5
WHAT = "What would you like?"
CAN = "You can ask what is new in a room, or tell a room something."


def launch(_: Asked, __: float) -> Reply:
    return Reply(["Welcome to Parley.", CAN], WHAT)


def what_is_new(asked: Asked, _: float) -> Reply:
    """The newest few messages of a room, each with who said it."""
    room = own(_room(asked))
    news = [f"{aloud(message.name)} said: {aloud(message.text)}" for message in newest(room, NEWS)]
    return Reply([f"In {_name(room)}:", *news] if news else [f"Nothing has been said in {_name(room)} yet."])


def tell(asked: Asked, deadline: float) -> Reply:
    """Says something in a room."""
    post = prepare("alexa_skill", Said(asked.id, asked.slots.get("text", ""), _room(asked)))
    if not speak([post], deadline):
        raise Busy("it was not said, ask again")
    return Reply([f"I told {_name(post.room)}."])


def help_out(_: Asked, __: float) -> Reply:
    return Reply([CAN, "Say, for example: what is new in operations. Or: tell operations."], WHAT)


def fall_back(_: Asked, __: float) -> Reply:
    return Reply(["I did not understand that.", CAN], WHAT)


def stop(_: Asked, __: float) -> Reply:
    return Reply(["Goodbye."])


def end(_: Asked, __: float) -> Reply:
    return Reply()


def _room(asked: Asked) -> str:
    return slug(asked.slots.get("room", ""))


def _name(room: str) -> str:
    return room.replace("-", " ")


# https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-types-reference.html
REQUESTS = {"LaunchRequest": launch, "SessionEndedRequest": end}

INTENTS = {
    "WhatIsNewIntent": what_is_new,
    "TellIntent": tell,
    "AMAZON.HelpIntent": help_out,
    "AMAZON.StopIntent": stop,
    "AMAZON.CancelIntent": stop,
    "AMAZON.FallbackIntent": fall_back,
    # Alexa asks for it in every model, for devices with a screen: there is no other place to go to than the start.
    "AMAZON.NavigateHomeIntent": launch,
}

handler = skill_door(REQUESTS | INTENTS, "AMAZON.FallbackIntent")
