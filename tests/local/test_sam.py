import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from local import sam
from local.places import Places

BROKEN = 'build-Words:\n\t@echo "flags: <$(MAKEFLAGS)> python: $(PYTHON)"; echo no such word; exit 1\n'


@pytest.fixture
def places(make_clone: Callable[[], Path]) -> Places:
    return Places.of(make_clone())


def test_a_refused_build_says_why_and_hears_nothing_of_the_calling_make(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAKEFLAGS", " -- PYTHON=elsewhere WEB_PORT=1")
    monkeypatch.setenv("AWS_PROFILE", "production")
    (places.tree / "layer" / "Makefile").write_text(BROKEN)
    with pytest.raises(sam.SamFailed) as failure:
        sam.build(places)
    said = str(failure.value)
    assert "`sam build` failed" in said and "no such word" in said
    assert "WEB_PORT" not in said and f"python: {places.python('emulator')}" in said


def test_a_build_is_kept_where_it_disturbs_nobodys_own(places: Places) -> None:
    template = sam.build(places)
    assert template.is_relative_to(places.home) and template.exists()
    assert not (places.tree / ".aws-sam").exists()
    assert (template.parent / "Door" / "app.py").exists()


def test_the_runtime_is_the_python_that_runs_the_functions() -> None:
    assert sam.runtime(Places()) == "python{}.{}".format(*sys.version_info)


@pytest.mark.parametrize(
    ("machine", "architecture"),
    [("x86_64", "x86_64"), ("AMD64", "x86_64"), ("aarch64", "arm64"), ("arm64", "arm64")],
)
def test_the_architecture_is_this_machines(monkeypatch: pytest.MonkeyPatch, machine: str, architecture: str) -> None:
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert sam.architecture() == architecture
