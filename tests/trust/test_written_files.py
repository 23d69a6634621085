"""What jitlint writes for the user takes the place of a file as it was, and of no other file."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from command import BAD, environment, jitlint
from trees import tree

OLD = "import jax\n\n\ndef f(x):\n    return jax.tree_map(abs, x)\n"
FIXED = OLD.replace("tree_map", "tree.map")
SILENT = OLD.replace("abs, x)", "abs, x)  # noqa: JIT412")
CHANGES = [("--fix", FIXED), ("--add-noqa", SILENT)]
FOREIGN = 12345

changes = pytest.mark.parametrize(("option", "new"), CHANGES, ids=["fix", "noqa"])
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").touch()
    (project / "a.py").write_text(OLD)
    return project


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


@changes
def test_mode_and_attributes_stay(project: Path, option: str, new: str) -> None:
    file = project / "a.py"
    file.chmod(0o750)
    try:
        os.setxattr(file, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("files have no attributes here")
    jitlint(project, "-n", option, "a.py")
    assert file.read_text() == new
    assert stat.S_IMODE(file.stat().st_mode) == 0o750
    assert os.getxattr(file, "user.note") == b"mine"
    assert names(project) == ["a.py", "pyproject.toml"]


@as_root
@changes
def test_the_owner_stays(project: Path, option: str, new: str) -> None:
    file = project / "a.py"
    os.chown(file, FOREIGN, FOREIGN + 1)
    file.chmod(0o4755)
    jitlint(project, "-n", option, "a.py")
    assert file.read_text() == new
    found = file.stat()
    assert (found.st_uid, found.st_gid) == (FOREIGN, FOREIGN + 1)
    assert stat.S_IMODE(found.st_mode) == 0o4755


NEEDED_TO_WRITE = ("__init__", "errors", "paths", "project_root", "written")
AS_ANOTHER = f"""
import os, shutil, sys, tempfile  # which another user may be unable to read
from jitlint.core.written import rewrite
os.setgroups([]); os.setgid({FOREIGN}); os.setuid({FOREIGN})
rewrite(sys.argv[1], b"new")
"""


@as_root
def test_an_owner_that_only_the_file_itself_can_keep_stays(project: Path) -> None:
    for directory in (project, *project.parents):
        if directory == Path(tempfile.gettempdir()):
            break
        directory.chmod(0o777)
    file = project / "a.py"
    file.chmod(0o666)
    before = file.stat()
    copied = project.parent / "site"
    done = _python(AS_ANOTHER, file, readable=copied)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_text() == "new"
    assert (file.stat().st_uid, file.stat().st_ino) == (before.st_uid, before.st_ino)
    assert names(project) == ["a.py", "pyproject.toml"]


def _python(program: str, *words: Path, readable: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program with a copy of the modules that it needs, which any user may read."""
    import jitlint

    package, ours = readable / "jitlint", Path(jitlint.__file__).parent
    (package / "core").mkdir(parents=True)
    for name in ("__init__", *(f"core/{part}" for part in NEEDED_TO_WRITE)):
        (package / f"{name}.py").write_text((ours / f"{name}.py").read_text())
    command = [sys._base_executable, "-c", program, *map(str, words)]  # type: ignore[attr-defined]
    environment = {"PYTHONPATH": str(readable)}
    return subprocess.run(
        command, env=environment, cwd="/", capture_output=True, text=True, check=False
    )


@changes
def test_all_names_of_a_file_get_the_new_text(project: Path, option: str, new: str) -> None:
    os.link(project / "a.py", project.parent / "other name")
    before = (project / "a.py").stat()
    jitlint(project, "-n", option, "a.py")
    assert (project.parent / "other name").read_text() == new
    assert (project / "a.py").stat().st_ino == before.st_ino
    assert names(project) == ["a.py", "pyproject.toml"]


@changes
def test_a_link_inside_the_project_leads_to_the_file(project: Path, option: str, new: str) -> None:
    (project / "inner").mkdir()
    (project / "inner" / "link.py").symlink_to("../a.py")
    jitlint(project, "-n", option, "inner/link.py")
    assert (project / "inner" / "link.py").is_symlink()
    assert (project / "a.py").read_text() == new


@changes
def test_a_link_out_of_the_project_is_not_written_to(project: Path, option: str, new: str) -> None:
    other = project.parent / "other"
    other.mkdir()
    (other / "pyproject.toml").touch()
    (other / "b.py").write_text(OLD)
    (project / "b.py").symlink_to("../other/b.py")
    before = tree(other)
    done = jitlint(project, "-n", option, ".")
    assert done.returncode == 2
    [line] = [line for line in done.stderr.splitlines() if "error" in line]
    assert "b.py: leads out of its project, to " in line
    assert tree(other) == before
    assert (project / "a.py").read_text() == new


def test_a_directory_that_is_a_link_out_of_the_project_is_no_way_out(project: Path) -> None:
    other = project.parent / "other"
    other.mkdir()
    (other / "pyproject.toml").touch()
    (other / "b.py").write_text(OLD)
    (project / "part").symlink_to("../other")
    before = tree(other)
    assert jitlint(project, "-n", "--fix", "part").returncode == 2
    assert tree(other) == before


REPORTS = [("--write-baseline", "known.json"), ("--output-file", "json:known.json")]
reports = pytest.mark.parametrize("words", REPORTS, ids=["baseline", "report"])


@reports
def test_a_report_is_a_new_file_with_the_usual_mode(project: Path, words: tuple[str, str]) -> None:
    jitlint(project, "-n", *words, ".")
    (project / "usual").touch()
    assert (project / "known.json").stat().st_mode == (project / "usual").stat().st_mode
    assert names(project) == ["a.py", "known.json", "pyproject.toml", "usual"]


@reports
@pytest.mark.parametrize("there", [True, False])
def test_a_report_is_not_written_out_of_the_project(
    project: Path, words: tuple[str, str], there: bool
) -> None:
    secret = project.parent / "profile"
    if there:
        secret.write_text("precious")
    (project / "known.json").symlink_to("../profile")
    before = tree(project.parent)
    done = jitlint(project, "-n", *words, ".")
    assert done.returncode == 2
    assert "known.json: leads out of its project, to " in done.stderr
    assert tree(project.parent) == before


@pytest.mark.parametrize("words", [("--write-baseline", "{}"), ("--output-file", "json:{}")])
def test_a_pipe_gets_the_report(project: Path, words: tuple[str, str]) -> None:
    os.mkfifo(project / "pipe")
    words = (words[0], words[1].format("pipe"))
    command = [sys.executable, "-m", "jitlint", "-n", *words, "."]
    with subprocess.Popen(command, cwd=project, env=environment(), stdout=subprocess.PIPE) as run:
        assert b"JIT412" in (project / "pipe").read_bytes()
        run.communicate()
    assert stat.S_ISFIFO((project / "pipe").stat().st_mode)


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_stdout_by_its_name_gets_the_report_too(project: Path, place: str) -> None:
    words = ("-n", "-q", "--output-format", "concise", "--output-file", f"pylint:{place}", ".")
    if not os.path.exists(place):
        pytest.skip("there is no such name here")
    both = jitlint(project, *words)
    assert (both.returncode, both.stderr) == (1, "")
    assert len(both.stdout.splitlines()) == 2
    with (project / "out.txt").open("w") as out:
        command = [sys.executable, "-m", "jitlint", *words]
        subprocess.run(command, cwd=project, env=environment(), stdout=out, check=False)
    assert (project / "out.txt").read_text() == both.stdout


def test_a_report_that_cannot_be_written_leaves_the_others(project: Path) -> None:
    (project / "old").mkdir()
    words = [f"json:{name}" for name in ("gone/a.json", "old", "b.json")]
    given = [part for word in words for part in ("--output-file", word)]
    done = jitlint(project, "-n", "-q", *given, ".")
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "gone/a.json: cannot be written: no such file or directory" in line
    assert "old: cannot be written: is a directory" in line
    assert "JIT412" in (project / "b.json").read_text()


def test_a_name_that_is_no_text_stands_in_a_baseline(project: Path) -> None:
    name = os.fsencode(project) + b"/\xff.py"
    with open(name, "wb") as file:
        file.write(BAD.encode())
    assert jitlint(project, "-n", "--write-baseline", "known.json", ".").returncode == 0
    assert jitlint(project, "-n", "--baseline", "known.json", ".").returncode == 0


SCRIPT = "import sys\nsys.exit(3)\n"


def test_a_record_of_calls_is_not_written_out_of_the_project(project: Path) -> None:
    (project / "train.py").write_text(SCRIPT)
    (project.parent / "profile").write_text("precious")
    (project / ".jitlint-calls.json").symlink_to("../profile")
    done = jitlint(project, "observe", "train.py")
    assert done.returncode == 3
    assert ".jitlint-calls.json: leads out of its project, to " in done.stderr
    assert (project.parent / "profile").read_text() == "precious"


def test_a_record_of_calls_lies_where_the_program_was_started(project: Path) -> None:
    (project / "train.py").write_text(f"import os\nos.chdir('..')\n{SCRIPT}")
    assert jitlint(project, "observe", "train.py").returncode == 3
    assert (project / ".jitlint-calls.json").read_text() == '{\n "calls": []\n}\n'
    assert names(project.parent) == ["project"]
