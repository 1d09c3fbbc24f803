"""The variables of `.env.example`, and a clean environment for a process that is started by a test."""

import os
import shlex
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def example():
    """Name and value of each variable, as a shell would read them."""
    lines = (PROJECT / ".env.example").read_text().splitlines()
    assignments = [shlex.split(line)[0] for line in lines if line and not line.startswith("#")]
    return dict(assignment.split("=", 1) for assignment in assignments)


def clean():
    """This process's environment without any setting of Laurel, and with the programs of its own virtual environment."""
    inherited = {name: value for name, value in os.environ.items() if name not in example()}
    return inherited | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
