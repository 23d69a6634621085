"""GitHub's runner as far as the action of this repository needs one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml
from command import environment
from hooks import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # as GitHub starts `shell: bash`
EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


class Runner:
    """Does the shell steps of the action, as GitHub's runner does, in a workspace."""

    def __init__(self, workspace: Path, temporary: Path, action: Path) -> None:
        self.workspace, self.told = workspace, temporary / "env"
        self.told.touch()
        self.environment = environment() | {
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_ENV": str(self.told),
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(temporary),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        }

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Returns what came of a step."""
        [step] = [each for each in ACTION["runs"]["steps"] if each.get("name") == name]
        given = {key: each["default"] for key, each in ACTION["inputs"].items()} | inputs
        own = {key: _filled(text, given) for key, text in step.get("env", {}).items()}
        earlier = dict(line.split("=", 1) for line in self.told.read_text().splitlines())
        return subprocess.run(
            [*BASH, "-c", _filled(step["run"], given)],
            cwd=self.workspace,
            env=self.environment | earlier | own,
            capture_output=True,
            text=True,
            check=False,
        )


def _filled(text: str, inputs: dict[str, str]) -> str:
    return EXPRESSION.sub(lambda match: inputs[match[1]], text)
