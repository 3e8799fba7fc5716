"""The pure rooms stay pure: no Home Assistant, no database, no event loop, no clock, no input or output."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import custom_components.earshot as package

ROOT = Path(package.__path__[0])
# Of the audit the judgement alone: what it judges has to be gathered.
AUDIT = ("facts.py", "findings.py")
FILES = sorted(
    (
        *(ROOT / "policy").glob("**/*.py"),
        *(ROOT / "activity").glob("**/*.py"),
        *(ROOT / "audit" / name for name in AUDIT),
    )
)

# What a pure room may import besides itself.
ALLOWED = {
    "abc",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "typing",
}
CLOCKS = {"now", "utcnow", "today"}
CALLS = {"open", "print", "input", "exec", "eval", "__import__", "globals"}


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: files are read, nothing is run."""


def impurities(source: str) -> Iterator[str]:
    """Yield what a pure room must not do, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (f"{node.lineno}: import {name.name}" for name in node.names if outside(name.name))
        elif isinstance(node, ast.ImportFrom):
            # One dot is the room itself; two would be another room.
            if node.level > 1 or (node.level == 0 and outside(node.module or "")):
                yield f"{node.lineno}: from {'.' * node.level}{node.module or ''}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield f"{node.lineno}: {node.func.id}()"
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{node.lineno}: .{node.attr}"
        elif isinstance(node, ast.AsyncFunctionDef | ast.Await):
            yield f"{node.lineno}: async"


def outside(module: str) -> bool:
    """Whether a module is none that a pure room may import."""
    return module.split(".", 1)[0] not in ALLOWED


def test_there_are_rooms() -> None:
    """The check has something to look at."""
    assert {file.parent.name for file in FILES} == {"policy", "activity", "audit"}
    assert len(FILES) > 8


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_pure(file: Path) -> None:
    """The room does none of it."""
    assert list(impurities(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import homeassistant.core",
        "from homeassistant.util import dt",
        "import sqlite3",
        "import asyncio",
        "import time",
        "from ..ledger import Ledger",
        "datetime.now(UTC)",
        "datetime.utcnow()",
        "date.today()",
        "clock = datetime.now",
        "open('x')",
        "async def f(): ...",
    ],
)
def test_the_check_sees(source: str) -> None:
    """Each of these is found."""
    assert list(impurities(source))
