import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from local import install
from local.places import TREE

EMPTY = "# nothing is needed\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with the project's packages installed. Its locks are empty: making an environment needs no network."""
    tree = tmp_path_factory.mktemp("tree")
    (tree / "requirements").mkdir()
    for lock in install.SETS.values():
        (tree / "requirements" / f"{lock}.txt").write_text(EMPTY)
    install.main(["project"], tree)
    return tree


@pytest.fixture
def tree(installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of that tree."""
    copy = shutil.copytree(installed, tmp_path / "tree", symlinks=True)
    capsys.readouterr()
    return Path(copy)


def home(tree: Path) -> Path:
    return tree / ".parley/venv/project"


def works(tree: Path) -> bool:
    command = [str(home(tree) / "bin/python"), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_what_is_installed_is_not_installed_again(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert works(tree)
    install.main(["project"], tree)
    assert capsys.readouterr().out == ""


def test_a_changed_lock_makes_the_environment_anew(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = home(tree) / "left-from-before"
    left.touch()
    (tree / "requirements/run.txt").write_text("# other versions\n")
    install.main(["project"], tree)
    assert "project: 0 packages" in capsys.readouterr().out
    assert works(tree) and not left.exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tree: Path) -> None:
    (home(tree) / "bin/python").unlink()
    install.main(["project"], tree)
    assert works(tree)


def test_the_tests_packages_go_on_top_of_the_projects(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = home(tree) / "kept"
    kept.touch()
    install.main(["project", "test"], tree)
    assert "test: 0 packages" in capsys.readouterr().out
    assert kept.exists()


def test_who_tests_first_has_all_that_a_run_needs(tree: Path) -> None:
    (home(tree) / "installed-run").unlink()
    install.main(["test"], tree)
    assert all(one.ready() for name in ("project", "test") for one in install.environments([name], tree))


def test_a_package_that_cannot_be_had_is_told_with_pips_last_words(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "no-such-package @ file:///nowhere/no-such-package.whl --hash=sha256:" + "0" * 64
    (tree / "requirements/test.txt").write_text(wrong + "\n")
    with pytest.raises(SystemExit):
        install.main(["test"], tree)
    said = capsys.readouterr().err
    assert "The packages for test could not be installed" in said
    assert "no-such-package" in said and "install-test.log" in said
    assert not (home(tree) / "installed-test").exists()


def test_two_installations_in_one_clone_wait_for_each_other(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [threading.Thread(target=install.main, args=(["test"], tree)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert capsys.readouterr().out.count("test: 0 packages") == 1


def test_an_unknown_set_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        install.main(["projct"], tree)
    assert "There is no set of packages called projct" in capsys.readouterr().err


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
