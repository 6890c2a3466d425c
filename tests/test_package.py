from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
HEAVY = ("spacy", "rdflib", "networkx", "pyvis", "pandas", "igraph", "matplotlib", "pyoxigraph", "trafilatura")


def loaded_after(statement: str) -> set[str]:
    code = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import kg").isdisjoint(HEAVY)


def test_reading_plain_text_loads_nothing_heavy() -> None:
    assert loaded_after("import kg; kg.read('seeds')").isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_after(f"import sys; from kg.cli import main; main({arguments!r})").isdisjoint(HEAVY)


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kg, name).__module__.startswith("kg.")


def test_a_misspelt_name_is_named() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'biuld'"):
        kg.biuld  # noqa: B018


def test_version_is_that_of_the_distribution() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == kg.__version__


def test_the_lock_names_no_host_and_no_path() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements = [line for line in lock.splitlines() if line and line[0].isalpha()]
    assert "://" not in lock
    assert "--index-url" not in lock
    assert " @ " not in lock
    assert lock.count("--hash=sha256:") >= len(requirements) > 50
