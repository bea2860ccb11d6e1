import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from local import install
from local.places import TREE

EMPTY = "# nothing is needed\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree whose locked requirements are empty, so that making an environment needs no network."""
    (tmp_path / "requirements").mkdir()
    for lock in install.SETS.values():
        (tmp_path / "requirements" / f"{lock}.txt").write_text(EMPTY)
    return tmp_path


def test_what_is_installed_is_not_installed_again(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install.main(["emulator", "project"], tree)
    said = capsys.readouterr().out
    assert "emulator: 0 packages" in said and "project: 0 packages" in said
    python = tree / ".parley/venv/project/bin/python"
    assert subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    started = time.monotonic()
    install.main(["emulator", "project"], tree)
    assert capsys.readouterr().out == ""
    assert time.monotonic() - started < 5


def test_a_changed_lock_makes_the_environment_anew(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install.main(["sam"], tree)
    left = tree / ".parley/venv/sam/left-from-before"
    left.touch()
    (tree / "requirements/sam.txt").write_text("# other versions\n")
    install.main(["sam"], tree)
    assert "sam: 0 packages" in capsys.readouterr().out.splitlines()[-2]
    assert not left.exists()


def test_a_half_made_and_a_broken_environment_are_made_anew(tree: Path) -> None:
    home = tree / ".parley/venv/project"
    (home / "bin").mkdir(parents=True)
    install.main(["project"], tree)
    (python := home / "bin/python").unlink()
    python.symlink_to("/nowhere/python3")
    install.main(["project"], tree)
    assert subprocess.run([python, "-c", ""]).returncode == 0


def test_the_tests_packages_go_on_top_of_the_projects(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install.main(["project"], tree)
    kept = tree / ".parley/venv/project/kept"
    kept.touch()
    install.main(["project", "test"], tree)
    assert "test: 0 packages" in capsys.readouterr().out
    assert kept.exists()
    assert not any(one.ready() is False for one in install.environments(["project"], tree))


def test_a_package_that_cannot_be_had_is_told_with_pips_last_words(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "parley-no-such-package @ file:///nowhere/no-such-package.whl --hash=sha256:" + "0" * 64
    (tree / "requirements/run.txt").write_text(wrong + "\n")
    with pytest.raises(SystemExit):
        install.main(["project"], tree)
    said = capsys.readouterr().err
    assert "The packages for project could not be installed" in said
    assert "no-such-package" in said and "install-project.log" in said
    assert not (tree / ".parley/venv/project/installed-run").exists()


def test_an_unknown_set_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        install.main(["projct"], tree)
    assert "There is no set of packages called projct" in capsys.readouterr().err


def test_two_installations_in_one_clone_wait_for_each_other(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [threading.Thread(target=install.main, args=(["project"], tree)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert capsys.readouterr().out.count("project: 0 packages") == 1


def test_an_older_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    code = (
        "import sys; sys.version_info = (3, 9, 2); sys.path.insert(0, sys.argv[1]);"
        "sys.argv = ['install']; import runpy; runpy.run_module('local.install', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code, TREE], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert "Python 3.11 or later, and this is Python 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_it_and_leaves_no_stamp(tree: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(TREE)}
    code = "import sys; from pathlib import Path; from local import install; install.main(['sam'], Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tree)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(2)
        assert process.wait(20) != 0
    assert not (tree / ".parley/venv/sam/installed-sam").exists()
