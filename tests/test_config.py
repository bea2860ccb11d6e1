"""Settings: complete, right, or named."""

from pathlib import Path

import pytest

import config
from errors import Misconfigured

COMPLETE = {
    "TABLE_NAME": "parley",
    "CONNECTIONS_URL": "https://abc.execute-api.eu-west-1.amazonaws.com/live/",
    "AWS_REGION": "eu-west-1",
    "GUEST_NAMES": "true",
    "ALLOWED_ORIGINS": "https://a.example, https://b.example",
    "RETENTION_DAYS": "90",
}


def test_complete_settings_are_read() -> None:
    settings = config.read(COMPLETE)
    assert settings.table == "parley"
    assert settings.connections_url == "https://abc.execute-api.eu-west-1.amazonaws.com/live"
    assert settings.guest_names
    assert settings.allowed_origins == {"https://a.example", "https://b.example"}
    assert settings.retention_days == 90


def test_nobody_looks_at_what_is_said_unless_the_deployment_wants_it() -> None:
    settings = config.read(COMPLETE)
    assert (settings.moderation_rules, settings.moderation_function) == (False, "")
    wanted = {"MODERATION_RULES": "true", "MODERATION_SECONDS": "0.5", "MODERATION_FAILURE": "refuse"}
    settings = config.read(COMPLETE | wanted)
    assert (settings.moderation_rules, settings.moderation_seconds, settings.moderation_lets_through) == (
        True,
        0.5,
        False,
    )


def test_what_is_left_out_allows_nothing() -> None:
    settings = config.read(
        {name: COMPLETE[name] for name in COMPLETE if name not in ("GUEST_NAMES", "ALLOWED_ORIGINS")}
    )
    assert not settings.guest_names
    assert not settings.allowed_origins


@pytest.mark.parametrize("name", ["TABLE_NAME", "CONNECTIONS_URL", "AWS_REGION", "RETENTION_DAYS"])
def test_fault_28_a_missing_setting_is_named(name: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        config.read({**COMPLETE, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONNECTIONS_URL", "wss://abc/live"),
        ("CONNECTIONS_URL", "nowhere"),
        ("CONNECTIONS_URL", "https://"),
        ("GUEST_NAMES", "yes"),
        ("MODERATION_RULES", "yes"),
        ("MODERATION_SECONDS", "0"),
        ("MODERATION_SECONDS", "5.1"),
        ("MODERATION_SECONDS", "1e0"),
        ("MODERATION_SECONDS", ""),
        ("MODERATION_FAILURE", "maybe"),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "-1"),
        ("RETENTION_DAYS", "forever"),
        ("RETENTION_DAYS", "٣"),
    ],
)
def test_fault_28_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        config.read({**COMPLETE, name: value})


def test_a_bound_is_a_number_and_none_where_nothing_is_said() -> None:
    for name, field in (
        ("CONNECTIONS_PER_USER", "connections_per_user"),
        ("ARRIVALS_PER_USER", "arrivals_per_user"),
        ("ARRIVALS_PER_ADDRESS", "arrivals_per_address"),
    ):
        for value, bound in (("20", 20), ("0", 0), ("", 0)):
            assert getattr(config.read(COMPLETE | {name: value}), field) == bound
        for value in ("-1", "many", "1.5", "٣", "9" * 10):
            with pytest.raises(Misconfigured, match=name):
                config.read(COMPLETE | {name: value})


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config.settings.cache_clear()
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    assert config.settings() is config.settings()
    config.settings.cache_clear()


def test_amazon_s_roots_are_trusted_where_the_layer_has_them(tmp_path: Path) -> None:
    roots = tmp_path / "amazon-roots.pem"
    assert config.find_roots({}, [str(tmp_path)]) is None
    roots.touch()
    assert config.find_roots({}, ["/nowhere", str(tmp_path)]) == str(roots)
    assert config.find_roots({"TRUSTED_ROOTS": "amazon"}, [str(tmp_path)]) == str(roots)


def test_the_system_s_roots_are_trusted_where_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "amazon-roots.pem").touch()
    assert config.find_roots({"TRUSTED_ROOTS": "system"}, [str(tmp_path)]) is None


def test_fault_28_roots_of_another_kind_are_named() -> None:
    with pytest.raises(Misconfigured, match="TRUSTED_ROOTS"):
        config.find_roots({"TRUSTED_ROOTS": "all"}, [])


def test_an_issuer_s_roots_are_those_of_everybody_or_the_system_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "botocore" / "cacert.pem"
    bundle.parent.mkdir()
    bundle.touch()
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    for wanted, found in (("amazon", str(bundle)), ("system", None)):
        monkeypatch.setenv("TRUSTED_ROOTS", wanted)
        config.public_roots.cache_clear()
        assert config.public_roots() == found
    config.public_roots.cache_clear()


def test_an_issuer_and_those_its_tokens_are_for_are_read() -> None:
    settings = config.read(COMPLETE | {"OIDC_ISSUER": "https://id.example", "OIDC_AUDIENCE": "web, app"})
    assert settings.oidc_issuer == "https://id.example" and settings.oidc_audience == {"web", "app"}
    assert (config.read(COMPLETE).oidc_issuer, settings.oidc_keys_url) == ("", "")


def test_credentials_are_of_this_moment_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "hush-too")
    assert config.credentials().secret_key == "hush"
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rotated")
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    assert config.credentials() == config.Credentials("key", "rotated", "")
    assert "rotated" not in repr(config.credentials())


def test_without_a_skill_s_id_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALEXA_SKILL_ID", raising=False)
    with pytest.raises(Misconfigured, match="ALEXA_SKILL_ID"):
        config.skill_id()
    monkeypatch.setenv("ALEXA_SKILL_ID", "amzn1.ask.skill.1")
    assert config.skill_id() == "amzn1.ask.skill.1"
