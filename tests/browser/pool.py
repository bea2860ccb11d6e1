"""A user pool as the template makes it, in the laptop's AWS without a stack on it."""

from dataclasses import dataclass
from typing import Any

from local.aws import client
from local.emulator import CODES

KINDS = ("Lowercase", "Numbers", "Symbols", "Uppercase")


@dataclass(frozen=True)
class Pool:
    """Where it is, and its client."""

    api: Any
    url: str
    pool: str
    client: str

    @property
    def place(self) -> dict[str, Any]:
        """What the page's settings say of it."""
        return {"url": f"{self.url}/", "client": self.client, "codes": CODES}

    def live(self, seconds: int) -> None:
        """Lets ID tokens live so long from now on."""
        units = {"IdToken": "seconds", "AccessToken": "seconds", "RefreshToken": "days"}
        self.api.update_user_pool_client(
            UserPoolId=self.pool,
            ClientId=self.client,
            IdTokenValidity=seconds,
            AccessTokenValidity=seconds,
            RefreshTokenValidity=30,
            TokenValidityUnits=units,
        )

    def sign_up(self, email: str, password: str, name: str) -> None:
        """Somebody who has an account and has confirmed it."""
        attributes = [{"Name": "email", "Value": email}, {"Name": "name", "Value": name}]
        self.api.sign_up(ClientId=self.client, Username=email, Password=password, UserAttributes=attributes)
        self.api.admin_confirm_sign_up(UserPoolId=self.pool, Username=email)

    def sign_out(self, email: str) -> None:
        """Ends all sign-ins of somebody, as an administrator does."""
        self.api.admin_user_global_sign_out(UserPoolId=self.pool, Username=email)


def make(url: str) -> Pool:
    """A new one."""
    api = client("cognito-idp", url)
    pool = api.create_user_pool(
        PoolName="parley",
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        Policies={"PasswordPolicy": {"MinimumLength": 12} | {f"Require{kind}": False for kind in KINDS}},
    )["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    made = api.create_user_pool_client(
        UserPoolId=pool, ClientName="page", ExplicitAuthFlows=flows, PreventUserExistenceErrors="ENABLED"
    )
    return Pool(api, url, pool, made["UserPoolClient"]["ClientId"])
