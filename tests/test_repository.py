"""Promises of the repository itself: its top level, its README, its versions."""

import json
import re
import subprocess
from pathlib import Path

from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOP_LEVEL = {
    "pyproject.toml", "dashboard", "pages", "data_access", "assets", "tests", "Procfile", "README.md",
    "Makefile", "requirements.txt", "package.json", "package-lock.json", "LICENSE",
}  # fmt: skip


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
    return listing.stdout.splitlines()


def test_top_level_holds_what_is_given_and_what_tools_need():
    top = {path.split("/")[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_readme_names_every_make_target_and_every_setting():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE):
        assert f"make {target}" in README, target
    from dashboard.settings import Settings  # noqa: PLC0415 - the other promises hold without it

    for name in Settings.model_fields:
        assert name.upper() in README, name


def test_every_path_in_the_readme_exists():
    for path in re.findall(r"`((?:dashboard|pages|data_access|assets|tests)/[\w./-]*)`", README):
        assert (ROOT / path).exists(), path


def test_browser_bundle_is_the_one_that_plotly_writes_figures_for():
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert packages["dependencies"]["plotly.js-cartesian-dist-min"] == get_plotlyjs_version()


def test_no_address_of_another_host_is_loaded_by_our_own_files():
    for path in tracked():
        if path.endswith((".css", ".js", ".html")):
            text = (ROOT / path).read_text(encoding="utf-8")
            assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text), path
