"""What `sam build` makes: small, pure Python, compiled, and nothing beside what runs."""

import sys
from pathlib import Path

import pytest
from botocore.client import BaseClient
from botocore.loaders import Loader
from botocore.session import Session

from tests.parts.template import TREE

# PEP 552: four bytes of magic, then flags; 1 is "checked by hash, and never look at the source".
UNCHECKED_HASH = b"\x01\x00\x00\x00"

SERVICES = {"dynamodb", "events", "lambda", "s3", "secretsmanager", "sqs"}


def compiled(source: Path) -> Path:
    """Where the bytecode of a source file is for the Python that runs this test."""
    return source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"


def test_a_function_is_src_and_its_bytecode(built: Path) -> None:
    function = built.parent / "SendMessage"
    sources = {path.relative_to(TREE / "src") for path in (TREE / "src").rglob("*.py")}
    assert {path.relative_to(function) for path in function.rglob("*.py")} == sources
    rest = {path.relative_to(function) for path in function.rglob("*") if path.suffix not in (".py", ".pyc")}
    assert {path for path in rest if (function / path).is_file()} == {Path("inspection/rules.json")}
    assert all(compiled(function / source).exists() for source in sources)


def test_bytecode_is_used_whatever_the_time_of_its_source(built: Path) -> None:
    layer = built.parent / "Dependencies" / "python"
    for source in (layer / "pynamodb" / "models.py", built.parent / "Ping" / "doors.py"):
        assert compiled(source).read_bytes()[4:8] == UNCHECKED_HASH


def test_the_layer_fits_every_runtime_and_architecture(built: Path) -> None:
    layer = built.parent / "Dependencies" / "python"
    assert (layer / "pynamodb").is_dir()
    assert not [path for path in layer.rglob("*") if path.suffix in (".so", ".pyd", ".dylib")]


def test_the_layer_knows_only_the_services_that_are_spoken_to(built: Path) -> None:
    assert {path.name for path in data_of(built).iterdir() if path.is_dir()} == SERVICES


@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1", "il-central-1"])
@pytest.mark.parametrize("service", sorted(SERVICES))
def test_the_layer_s_data_leads_to_the_same_endpoints_as_all_of_it(built: Path, service: str, region: str) -> None:
    trimmed = Loader(extra_search_paths=[str(data_of(built))], include_default_search_paths=False)
    assert client(trimmed, service, region).meta.endpoint_url == client(Loader(), service, region).meta.endpoint_url


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_the_layer_s_models_are_whole_but_for_their_prose(built: Path, service: str) -> None:
    model = Loader(extra_search_paths=[str(data_of(built))], include_default_search_paths=False)
    theirs, whole = (one.load_service_model(service, "service-2") for one in (model, Loader()))
    assert theirs["operations"].keys() == whole["operations"].keys()
    assert theirs["shapes"].keys() == whole["shapes"].keys()
    assert "documentation" in whole and "documentation" not in theirs


def data_of(built: Path) -> Path:
    """What the layer's botocore knows of AWS."""
    return built.parent / "Dependencies" / "python" / "botocore" / "data"


def client(data: Loader, service: str, region: str) -> BaseClient:
    """A client that is made of that data; it speaks to nobody."""
    session = Session()
    session.register_component("data_loader", data)
    made: BaseClient = session.create_client(
        service, region_name=region, aws_access_key_id="-", aws_secret_access_key="-"
    )
    return made
