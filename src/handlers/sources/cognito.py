"""Cognito user pool: who signs up has a name that can be shown, and is welcomed. A trigger: Cognito waits.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
"""

from collections.abc import Iterator

from aws_lambda_powertools.utilities.data_classes.cognito_user_pool_event import PostConfirmationTriggerEvent

import identity
from chat.speaking import Said
from chat.welcoming import welcome
from manners.trigger import trigger_door

# What both triggers that come here look like.
Trigger = PostConfirmationTriggerEvent


def checks(event: Trigger) -> None:
    """Names as in the chat; what an operator or another provider creates may come without one."""
    name = event.request.user_attributes.get("name", "")
    if event.trigger_source == "PreSignUp_SignUp" or (name and event.trigger_source.startswith("PreSignUp_")):
        identity.guest(name)


def says(event: Trigger) -> Iterator[Said]:
    """Once a person has confirmed their address; a new password is confirmed by the same trigger, and is no news."""
    if event.trigger_source == "PostConfirmation_ConfirmSignUp":
        yield welcome(identity.visitor(event.request.user_attributes))


handler = trigger_door("cognito", Trigger, checks, says)
