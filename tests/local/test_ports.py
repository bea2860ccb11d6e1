import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.ports import HOST, Ports, PortTaken, choose, is_free


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def said() -> list[str]:
    return []


def remember(path: Path, ports: Ports) -> Path:
    path.write_text(json.dumps(ports.__dict__))
    return path


def test_a_taken_port_that_was_named_is_refused_with_another_to_take(
    tmp_path: Path, taken: int, said: list[str]
) -> None:
    with pytest.raises(PortTaken) as refusal:
        choose({"web": str(taken)}, tmp_path / "ports.json", said.append)
    sentence = str(refusal.value)
    assert f"Port {taken}" in sentence and "WEB_PORT=" in sentence
    assert is_free(int(sentence.rpartition("WEB_PORT=")[2]))


def test_a_taken_port_that_was_not_named_moves_and_is_remembered(tmp_path: Path, taken: int, said: list[str]) -> None:
    ports = Ports.free()
    path = remember(tmp_path / "ports.json", Ports(taken, ports.websocket, ports.connections, ports.aws))
    chosen = choose({}, path, said.append)
    assert chosen.web != taken and is_free(chosen.web)
    assert f"port {taken} is taken" in said[0] and str(chosen.web) in said[0]
    assert choose({}, path, said.append) == chosen
    assert len(said) == 1


def test_a_named_port_is_taken_and_remembered(tmp_path: Path, said: list[str]) -> None:
    wanted = Ports.free()
    named = {name: str(port) for name, port in wanted.__dict__.items()}
    assert choose(named, tmp_path / "ports.json", said.append) == wanted
    assert choose({}, tmp_path / "ports.json", said.append) == wanted
    assert said == []


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "８０"])
def test_what_is_no_port_is_refused(tmp_path: Path, said: list[str], text: str) -> None:
    with pytest.raises(PortTaken, match="is not a port"):
        choose({"aws": text}, tmp_path / "ports.json", said.append)


def test_the_same_port_is_not_given_twice(tmp_path: Path, said: list[str]) -> None:
    port = Ports.free().web
    path = remember(tmp_path / "ports.json", Ports(port, port, port, port))
    chosen = choose({}, path, said.append)
    assert len(set(chosen.__dict__.values())) == 4


@pytest.mark.parametrize("text", ["", "[]", '{"web": "x"}', '{"unknown": 1}', "{"])
def test_what_is_remembered_badly_is_forgotten(tmp_path: Path, said: list[str], text: str) -> None:
    path = tmp_path / "ports.json"
    path.write_text(text)
    choose({}, path, said.append)
    assert set(json.loads(path.read_text())) == set(Ports().__dict__)
