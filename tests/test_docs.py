"""The documentation against the code: examples, commands, names, terms, links."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from kg.cli import cli
from kg.graph.namespaces import KG
from kg.resources import load_ontology, query_names

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))
examples = import_module("examples")

PAGES = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in examples.PAGES}
EVERYWHERE = {**PAGES, **{name: (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "CHANGELOG.md")}}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
TOLERANCE = 0.05  # a figure may differ a little from machine to machine, and while rules change


def blocks(page: str, *kinds: str) -> list[str]:
    return [found[2] for found in examples.BLOCK.finditer(page) if found[1] in kinds]


def quoted(page: str) -> list[str]:
    """What stands in backticks outside of blocks."""
    return re.findall(r"`([^`\n]+)`", examples.BLOCK.sub("", page))


def commands(page: str) -> list[list[str]]:
    return [arguments for block in blocks(page, "console", "sh") for arguments in examples.commands(block)]


# --- examples


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    with examples.prepared_folder() as graph:
        return {name: examples.render(page, graph) for name, page in PAGES.items()}


def numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def shape(text: str) -> str:
    """A text without its numbers, blanks and rules, whose widths follow the numbers."""
    return re.sub(r"[\s-]+", " ", NUMBER.sub("N", text))


@pytest.mark.parametrize("name", PAGES)
def test_examples_show_their_real_output(name: str, rendered: dict[str, str]) -> None:
    hint = "After a change of rules or output, run: python docs/examples.py"
    assert shape(PAGES[name]) == shape(rendered[name]), hint
    off = [
        (old, new)
        for old, new in zip(numbers(PAGES[name]), numbers(rendered[name]), strict=True)
        if abs(old - new) > TOLERANCE * max(1.0, old, new)
    ]
    assert not off, hint


# --- commands


def parse(arguments: list[str]) -> None:
    """Read arguments as the command line does, without running anything."""
    group: click.Command = cli
    context = cli.make_context("kg", list(arguments))
    while isinstance(group, click.Group) and (rest := [*context._protected_args, *context.args]):
        name, group, rest = group.resolve_command(context, rest)
        assert group is not None
        context = group.make_context(name, rest, parent=context)


@pytest.mark.parametrize("name", EVERYWHERE)
def test_commands_are_those_of_the_command_line(name: str) -> None:
    for arguments in commands(EVERYWHERE[name]):
        parse(arguments)


def test_a_wrong_option_would_be_found() -> None:
    with pytest.raises(click.UsageError):
        parse(["build", "seeds", "--no-such-option"])


@pytest.mark.parametrize("name", EVERYWHERE)
def test_commands_named_in_passing_exist(name: str) -> None:
    for words in (found.split() for found in quoted(EVERYWHERE[name]) if re.match(r"kg [a-z]", found)):
        assert words[1] in cli.commands, words
        known = {option for parameter in cli.commands[words[1]].params for option in parameter.opts}
        assert {word for word in words[2:] if word.startswith("-")} <= known, words


def test_readme_shows_every_verb() -> None:
    assert {arguments[0] for arguments in commands(PAGES["README.md"])} == set(cli.commands)


def test_named_queries_exist() -> None:
    name = re.compile(r"[a-z]+(?:-[a-z]+)*")
    asked = [words[1] for page in PAGES.values() for words in commands(page) if words[0] == "query"]
    assert {word for word in asked if name.fullmatch(word)} <= set(query_names())


# --- names and terms


def python_names() -> Iterator[str]:
    for page in EVERYWHERE.values():
        yield from re.findall(r"(?<![\w/-])kg(?:\.[A-Za-z_]\w*)+", "\n".join(quoted(page)))


@pytest.mark.parametrize("name", sorted(set(python_names())))
def test_python_names_exist(name: str) -> None:
    if name == "kg.extractors":  # a group of entry points, not a module
        return
    parts = name.split(".")
    value: object = import_module(parts[0])
    for n, part in enumerate(parts[1:], 2):
        if not hasattr(value, part):
            import_module(".".join(parts[:n]))
        value = getattr(value, part)


def test_methods_of_the_graph_exist() -> None:
    from kg.graph.store import Graph

    named = {method for page in PAGES.values() for text in quoted(page) for method in re.findall(r"^graph\.(\w+)\(", text)}
    assert named
    assert {method for method in named if not hasattr(Graph, method)} == set()


@pytest.mark.parametrize("name", EVERYWHERE)
def test_terms_are_those_of_the_ontology(name: str) -> None:
    named = set(re.findall(r"\bkg:([A-Za-z][\w-]*)", EVERYWHERE[name]))
    own = load_ontology([ROOT / "docs" / "sahel" / "ontology.ttl"]).own
    assert {term for term in named if term not in KG and term not in own} == set()


def test_every_class_is_in_the_data_model() -> None:
    from kg.graph.namespaces import descendants

    page = PAGES["docs/data-model.md"]
    missing = {name for top in ("Entity", "Event") for name in descendants(top) if f"`kg:{name}`" not in page}
    assert missing <= {"KineticEvent", "Movement", "ControlEvent", "ResourceEvent", "PoliticalEvent"}


def test_every_key_of_the_json_is_in_the_data_model(tmp_path: Path, seeds: Path) -> None:
    import json

    from kg.pipeline import extract_files

    section = PAGES["docs/data-model.md"].split("## The JSON of kg extract")[1]
    written, _ = extract_files([seeds / "000_7f6515f789a90424.txt"], tmp_path)

    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for name, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            if name != "attribution":  # its keys are ids of entities
                yield from keys(child)

    said = set(keys(json.loads(written[0].read_text(encoding="utf-8"))))
    assert {key for key in said if f"`{key}`" not in section} == set()


def test_every_data_file_has_its_origin() -> None:
    page = PAGES["docs/data-sources.md"]
    files = [path for path in (ROOT / "kg" / "data").rglob("*") if path.is_file() and path.suffix not in (".rq", ".md")]
    assert {path.name for path in files if path.name not in page} <= {"ontology.ttl"}


# --- links


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", EVERYWHERE)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", EVERYWHERE[name]):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), link
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), link


# --- what no file says


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_host_or_a_folder_of_one_machine() -> None:
    hosts = [".".join(parts) for parts in (("pypi", "org"), ("python" + "hosted",), ("registry", "npmjs"), ("deb", "debian"))]
    words = [word.encode() for word in (*hosts, "/" + "work/", "/" + "tmp/", "/" + "home/")]
    found = [(path.name, word.decode()) for path in tracked_files() for word in words if word in path.read_bytes()]
    assert found == []
