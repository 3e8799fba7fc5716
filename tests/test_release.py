"""What HACS downloads, and the images that Home Assistant shows beside it."""

import json
from pathlib import Path
import shutil
import struct
import subprocess
import zipfile

from homeassistant.util.yaml import load_yaml_dict
import pytest

from demo.brand import IMAGES, SOURCES, variants, width
from demo.process import ROOT

MANIFEST = json.loads((ROOT / "custom_components" / "earshot" / "manifest.json").read_text())
VERSION = MANIFEST["version"]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a repository of its own with what a release is made of."""
    for name in ("custom_components", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n## {VERSION}\n\n- All of it.\n")
    run(tmp_path, "git", "init", "--quiet")
    run(tmp_path, "git", "add", ".")
    run(
        tmp_path,
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "commit",
        "--quiet",
        "--message",
        "Begin",
    )
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder."""
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def release(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    """Make a release's archive."""
    return run(folder, "bash", "scripts/release", version)


def test_a_release_is_the_integration_alone(clone: Path) -> None:
    """The manifest is at the top, as HACS unpacks it; what is not committed is not in it."""
    (clone / "custom_components" / "earshot" / "left.py").write_text("")
    assert release(clone, VERSION).returncode == 0
    with zipfile.ZipFile(clone / "earshot.zip") as archive:
        names = set(archive.namelist())
        assert json.loads(archive.read("manifest.json"))["version"] == VERSION
    assert {"__init__.py", "translations/en.json", "brand/icon.png"} <= names
    assert not [name for name in names if name.startswith(("custom_components", "tests")) or name == "left.py"]


def test_a_version_that_is_not_the_manifests_is_refused(clone: Path) -> None:
    """Home Assistant would show another version than the one that was downloaded."""
    made = release(clone, "99.0.0")
    assert made.returncode != 0
    assert "99.0.0" in made.stderr
    assert not (clone / "earshot.zip").exists()


def test_a_version_that_the_changelog_does_not_tell_of_is_refused(clone: Path) -> None:
    """Nobody is to wonder what is new."""
    (clone / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n")
    made = release(clone, VERSION)
    assert made.returncode != 0
    assert "CHANGELOG" in made.stderr


def test_hacs_is_told_the_archives_name() -> None:
    """The workflow makes what `hacs.json` names."""
    told = json.loads((ROOT / "hacs.json").read_text())
    assert told["zip_release"] is True
    assert told["filename"] in (ROOT / "scripts" / "release").read_text()
    workflow = (ROOT / ".github" / "workflows" / "release.yaml").read_text()
    assert told["filename"] in workflow


def test_the_core_that_is_asked_for_is_the_one_that_is_tested() -> None:
    """The least core that HACS takes is of the release that the tests run on."""
    told = json.loads((ROOT / "hacs.json").read_text())["homeassistant"]
    tested = next(
        line.partition("==")[2]
        for line in (ROOT / "requirements_test.txt").read_text().splitlines()
        if line.startswith("homeassistant==")
    )
    assert told.split(".")[:2] == tested.split(".")[:2]


def test_workflows_are_yaml_and_run_both_validators() -> None:
    """Hassfest and HACS look at every change."""
    jobs = load_yaml_dict(str(ROOT / ".github" / "workflows" / "checks.yaml"))["jobs"]
    used = {step["uses"].partition("@")[0] for job in jobs.values() for step in job["steps"] if "uses" in step}
    assert {"home-assistant/actions/hassfest", "hacs/action"} <= used
    assert any(step.get("run") == "scripts/test" for step in jobs["tests"]["steps"])


# --- The brand ---


@pytest.mark.parametrize(("name", "drawing", "height"), list(variants()))
def test_each_image_has_the_documented_size(name: str, drawing: str, height: int) -> None:
    """A PNG with transparency; an icon is square, a logo no wider than it may be."""
    png = (IMAGES / name).read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, _depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (wide, high) == (width(drawing, height), height)
    assert colours == 6
    if "icon" in name:
        assert wide == high


def test_there_is_no_image_without_a_drawing() -> None:
    """What is in the folder is what the drawings make."""
    assert {path.name for path in IMAGES.iterdir()} == {name for name, _, _ in variants()}
    assert {path.name for path in SOURCES.iterdir()} == {"icon.svg", "logo.svg"}
