"""A cache lies where jitlint made it, and whatever else lies there or beyond is not touched."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command import BAD, NOISY, jitlint
from trees import tree

from jitlint.cache.store import CacheStore
from jitlint.config.files import ConfigError, read

FOREIGN = "Signature: 8a477f597d28d172789f06886806bc55\n"
FORMER = f"{FOREIGN}# Made by jitlint; may be deleted.\n"
LONG_AGO = 40 * 24 * 60 * 60
ENTRY = "0" * 32


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A directory with a project in it, and beside that what is none of its business."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pyproject.toml").touch()
    (tmp_path / "project" / "bad.py").write_text(BAD)
    beside = tmp_path / "precious"
    (beside / "runs").mkdir(parents=True)
    for name in ("thesis.txt", "CACHEDIR.TAG", f"runs/{ENTRY}", "runs/events.out"):
        (beside / name).write_text(FOREIGN)
        os.utime(beside / name, (os.stat(beside).st_mtime - LONG_AGO,) * 2)
    return tmp_path


@pytest.fixture
def project(world: Path) -> Path:
    return world / "project"


def codes(folder: Path, *words: str, **settings: str) -> tuple[list[str], list[str]]:
    """Returns the codes that are found, and the notes."""
    done = jitlint(folder, "--output-format", "concise", *(words or ["."]), **settings)
    assert done.returncode == 1, done.stderr
    found = [line for line in done.stdout.splitlines() if ": JIT" in line]
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    return [line.split()[1] for line in found], notes


@pytest.mark.parametrize("place", ["..", ".", "", "../precious", "a/../..", "../project", "./"])
@pytest.mark.parametrize("file", ["jitlint.toml", "pyproject.toml"])
def test_a_configuration_names_no_place_but_one_inside(
    world: Path, project: Path, place: str, file: str
) -> None:
    section = "[tool.jitlint]\n" if file == "pyproject.toml" else ""
    (project / file).write_text(f'{section}cache-dir = "{place}"\n')
    before = tree(world)
    for words in (["."], ["bad.py"], ["clean", "bad.py"]):
        done = jitlint(project, *words)
        assert tree(world) == before
        assert (done.returncode, done.stdout) == (2, "")
        [line] = done.stderr.splitlines()
        assert line.startswith(f"jitlint: error: {file}: cache-dir: {place}")
        assert "--cache-dir or JITLINT_CACHE_DIR may name any place" in line


@pytest.mark.parametrize("place", ["/", "~", "/var/tmp"])
def test_a_configuration_names_no_place_of_the_systems(tmp_path: Path, place: str) -> None:
    (tmp_path / "jitlint.toml").write_text(f'cache-dir = "{place}"\n')
    with pytest.raises(ConfigError, match=f"jitlint.toml: cache-dir: {place} does not lie inside"):
        read(str(tmp_path / "jitlint.toml"))


def test_cleaning_after_a_run_leaves_the_directory_above(world: Path, project: Path) -> None:
    (project / "jitlint.toml").write_text('cache-dir = ".."\n')
    before = tree(world)
    jitlint(project, "bad.py")
    jitlint(project, "clean", "bad.py")
    assert tree(world) == before


def test_a_configuration_that_is_extended_reaches_no_further(world: Path, project: Path) -> None:
    (world / "precious" / "jitlint.toml").write_text('cache-dir = "cache"\n')
    (project / "jitlint.toml").write_text('extend = "../precious/jitlint.toml"\n')
    before = tree(world)
    done = jitlint(project, ".")
    assert done.returncode == 2
    assert "cache-dir" in done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(world) == before


def test_a_configuration_above_may_keep_the_cache_of_all_below(world: Path, project: Path) -> None:
    (world / "jitlint.toml").write_text('cache-dir = "shared/cache"\n')
    (project / "jitlint.toml").write_text('extend = "../jitlint.toml"\n')
    assert codes(project) == (["JIT101"], [])
    assert (world / "shared" / "cache" / "CACHEDIR.TAG").exists()
    assert not (project / ".jitlint_cache").exists()


def test_the_setting_holds_for_the_directory_itself(project: Path) -> None:
    (project / "jitlint.toml").write_text('cache-dir = "kept"\n')
    assert codes(project, ".") == (["JIT101"], [])
    assert (project / "kept" / "CACHEDIR.TAG").exists()
    assert not (project / ".jitlint_cache").exists()


@pytest.mark.parametrize("place", [".", "../precious", ".."])
def test_a_directory_that_holds_anything_else_is_nobodys_cache(
    world: Path, project: Path, place: str
) -> None:
    before = tree(world)
    found, said = codes(project, ".", "--cache-dir", place)
    assert found == ["JIT101"]
    [note] = said
    assert note.endswith(": holds files that jitlint did not write; nothing is stored there")
    done = jitlint(project, "clean", "--cache-dir", place)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.endswith("did not write, and is left as it is\n")
    assert tree(world) == before


def test_the_user_may_name_any_place_that_is_new(world: Path, project: Path) -> None:
    (world / "empty").mkdir()
    for number, words in enumerate((["--cache-dir", "../empty"], ["--cache-dir", "../new/one"])):
        assert codes(project, ".", *words) == (["JIT101"], [])
        place = project / words[1]
        assert (place / "CACHEDIR.TAG").exists(), number
    assert not (project / ".jitlint_cache").exists()


def test_the_environment_names_a_place_too_and_the_command_line_another(
    world: Path, project: Path
) -> None:
    (project / "jitlint.toml").write_text('cache-dir = "kept"\n')
    there, here = str(world / "there"), str(world / "here")
    assert codes(project, ".", JITLINT_CACHE_DIR=there) == (["JIT101"], [])
    assert codes(project, ".", "--cache-dir", here, JITLINT_CACHE_DIR="lost") == (["JIT101"], [])
    assert sorted(os.listdir(world)) == ["here", "precious", "project", "there"]
    assert sorted(os.listdir(project)) == ["bad.py", "jitlint.toml", "pyproject.toml"]
    assert "JITLINT_CACHE_DIR" in jitlint(project, "--help").stdout
    assert "removed" in jitlint(project, "clean", JITLINT_CACHE_DIR=there).stderr
    assert sorted(os.listdir(world)) == ["here", "precious", "project"]


def committed_runs(project: Path) -> None:
    (project / ".jitlint_cache").mkdir()
    (project / ".jitlint_cache" / "runs").symlink_to("../../precious/runs")


def committed_cache(project: Path) -> None:
    (project / ".jitlint_cache").symlink_to("../precious")


def cache_that_leads_to_an_empty_directory(project: Path) -> None:
    (project.parent / "empty").mkdir()
    (project / ".jitlint_cache").symlink_to("../empty")


def cache_that_leads_nowhere(project: Path) -> None:
    (project / ".jitlint_cache").symlink_to("../nowhere")


def setting_that_leads_out(project: Path) -> None:
    (project / "jitlint.toml").write_text('cache-dir = "out/cache"')
    (project / "out").symlink_to("../precious")


def own_cache_with_runs_that_lead_out(project: Path) -> None:
    jitlint(project, ".")
    shutil.rmtree(project / ".jitlint_cache" / "runs")
    (project / ".jitlint_cache" / "runs").symlink_to("../../precious/runs")


def cache_that_is_a_pipe(project: Path) -> None:
    os.mkfifo(project / ".jitlint_cache")


def cache_that_is_a_file(project: Path) -> None:
    (project / ".jitlint_cache").touch()


TRICKS = [
    committed_runs,
    committed_cache,
    cache_that_leads_to_an_empty_directory,
    cache_that_leads_nowhere,
    setting_that_leads_out,
    own_cache_with_runs_that_lead_out,
    cache_that_is_a_pipe,
    cache_that_is_a_file,
]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_no_link_is_followed(world: Path, project: Path, trick: Callable[[Path], None]) -> None:
    trick(project)
    before = tree(world, without=project)
    found, notes = codes(project)
    assert codes(project)[0] == found == ["JIT101"]
    jitlint(project, "clean")
    assert tree(world, without=project) == before
    assert len(notes) == 1


def test_a_link_out_of_a_project_makes_no_cache_where_it_leads(world: Path, project: Path) -> None:
    other = world / "other"
    other.mkdir()
    (other / "pyproject.toml").touch()
    (other / "noisy.py").write_text(NOISY)
    (project / "part").symlink_to("../other")
    before = tree(other)
    assert codes(project, "part") == (["JIT201"], [])
    assert tree(other) == before
    assert (project / ".jitlint_cache" / "CACHEDIR.TAG").exists()


def test_a_project_that_is_reached_by_a_link_of_the_users_has_its_own_cache(
    world: Path, project: Path
) -> None:
    (world / "shortcut").symlink_to("project")
    assert codes(world, "shortcut") == (["JIT101"], [])
    assert (project / ".jitlint_cache" / "CACHEDIR.TAG").exists()


def test_entries_that_were_copied_or_committed_are_worth_nothing(tmp_path: Path) -> None:
    made = CacheStore(str(tmp_path / "made"), str(tmp_path))
    assert made.write("facts", ENTRY, b"that nothing is wrong")
    shutil.copytree(tmp_path / "made", tmp_path / "copy")
    assert CacheStore(str(tmp_path / "made"), str(tmp_path)).read("facts", ENTRY)
    copy = CacheStore(str(tmp_path / "copy"), str(tmp_path))
    assert copy.read("facts", ENTRY) is None
    assert copy.write("facts", ENTRY, b"what was found")
    assert copy.read("facts", ENTRY) == b"what was found"
    assert CacheStore(str(tmp_path / "made"), str(tmp_path)).read("facts", ENTRY)


def test_a_cache_that_the_user_names_may_be_carried_from_machine_to_machine(tmp_path: Path) -> None:
    assert CacheStore(str(tmp_path / "made")).write("facts", ENTRY, b"what was found")
    shutil.copytree(tmp_path / "made", tmp_path / "copy")
    assert CacheStore(str(tmp_path / "copy")).read("facts", ENTRY) == b"what was found"


def former_cache(folder: Path) -> Path:
    for kind in ("facts", "runs", "verdicts"):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{ENTRY}{'.json' * (kind == 'verdicts')}").write_text("[]")
    (folder / "CACHEDIR.TAG").write_text(FORMER)
    (folder / ".gitignore").write_text("*\n")
    return folder


def test_a_cache_in_the_former_form_is_taken_over(project: Path) -> None:
    cache = former_cache(project / ".jitlint_cache")
    assert codes(project) == (["JIT101"], [])
    assert (cache / "CACHEDIR.TAG").read_text() != FORMER
    assert "and the directory" in jitlint(project, "clean").stderr
    assert not cache.exists()


def test_a_directory_that_only_looks_like_a_former_cache_is_not(project: Path) -> None:
    cache = former_cache(project / ".jitlint_cache")
    (cache / "thesis.txt").write_text("precious")
    before = tree(cache)
    found, said = codes(project)
    assert (found, len(said)) == (["JIT101"], 1)
    jitlint(project, "clean")
    assert tree(cache) == before


def test_a_cache_of_another_version_is_left_alone(project: Path) -> None:
    codes(project)
    tag = project / ".jitlint_cache" / "CACHEDIR.TAG"
    tag.write_text(tag.read_text().replace("form 2", "form 3"))
    before = tree(project)
    found, [note] = codes(project)
    assert found == ["JIT101"]
    assert "was made by another version of jitlint" in note
    assert "is left as it is" in jitlint(project, "clean").stderr
    assert tree(project) == before
