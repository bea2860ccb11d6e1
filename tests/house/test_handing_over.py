"""What a newcomer is told: the files that CONTRIBUTING names, what `make` lists, the container, the forms."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.parts.template import TREE

GUIDE = (TREE / "CONTRIBUTING.md").read_text()
WHERE = GUIDE.partition("\n## Where to add what\n")[2].partition("\n## ")[0]
KINDS = re.split(r"^\*\*", WHERE, flags=re.MULTILINE)[1:]
FORMS = sorted((TREE / ".github" / "ISSUE_TEMPLATE").glob("[a-z]*.yml"))


def paths(text: str) -> list[str]:
    """The files and folders that a text names, in code."""
    return [one for one in re.findall(r"`([^`\s]+)`", text) if re.search(r"/|\.(md|py|yaml)$", one)]


def test_it_says_where_each_kind_goes() -> None:
    assert [kind.partition("**")[0] for kind in KINDS] == ["A verb", "A noun", "A door", "A source"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.partition("*")[0].lower())
def test_every_file_that_is_to_be_touched_is_there(kind: str) -> None:
    named = paths(kind)
    assert len(named) >= 5
    assert not [path for path in named if not (TREE / path).exists()]


def test_every_part_of_the_house_is_there_and_named() -> None:
    house = GUIDE.partition("\n## The house\n")[2].partition("\n## ")[0]
    rows = [path for line in house.splitlines() if line.startswith("| `") for path in paths(line.split("|")[1])]
    assert not [path for path in rows if not (TREE / path).exists()]
    packages = {f"src/{folder.name}/" for folder in (TREE / "src").iterdir() if (folder / "__init__.py").exists()}
    assert {"src/handlers/", "src/chat/", "src/models/", "local/", "client/", "web/", "smoke/"} <= set(rows)
    assert not packages - set(rows)


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=TREE, capture_output=True, text=True).stdout
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (TREE / "Makefile").read_text(), re.MULTILINE)
    assert sorted(re.findall(r"^  make ([a-z]+)", listed, re.MULTILINE)) == sorted(phony.split())


def test_the_container_has_what_the_tests_want() -> None:
    written = (TREE / ".devcontainer" / "devcontainer.json").read_text()
    container: dict[str, Any] = json.loads(re.sub(r"^\s*//.*$", "", written, flags=re.MULTILINE))
    version = re.search(r"python:\d+-(\d+)\.(\d+)", container["image"])
    assert version and (int(version[1]), int(version[2])) >= (3, 11)
    assert {one.rpartition("/")[2].partition(":")[0] for one in container["features"]} == {"java", "node"}
    assert {"chromium", "make", "git"} <= set(container["onCreateCommand"].split())
    for module in re.findall(r"-m (\S+)", container["postCreateCommand"]):
        assert (TREE / module.replace(".", "/")).with_suffix(".py").exists()


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_something(form: Path) -> None:
    read = yaml.safe_load(form.read_text())
    if form.stem == "config":
        assert set(read) == {"blank_issues_enabled"}
        return
    assert read["name"] and read["description"]
    assert all(field["attributes"]["label"] and field["id"] for field in read["body"])
    assert any(field.get("validations", {}).get("required") for field in read["body"])


def test_a_pull_request_is_asked_for_its_test() -> None:
    asked = (TREE / ".github" / "pull_request_template.md").read_text()
    assert "make test" in asked and "CHANGELOG.md" in asked
