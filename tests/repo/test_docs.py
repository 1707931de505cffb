"""Written and generated pages are in step with the code."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

from harness.backends.embedded import EmbeddedBackend
from harness.cli._docs import generated_pages
from harness.datasets import generate_dataset
from harness.runner.cases import load_cases
from harness.runner.project import Project
from harness.runner.running import Runner

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_current() -> None:
    """`make docs` would change nothing."""
    stale = [
        page.path.as_posix()
        for page in generated_pages(ROOT)
        if not page.path.is_file() or page.path.read_text(encoding="utf-8") != page.text
    ]
    assert stale == [], "run make docs"


def test_the_readme_names_real_make_targets() -> None:
    """Every `make x` of the README is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def _blocks(language: str) -> list[str]:
    """The code blocks of the README in this language, without their indentation."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in found]


def test_the_python_of_the_readme_runs() -> None:
    """The example does what it asserts."""
    (block,) = _blocks("python")
    assert "assert" in block
    exec(compile(block, "README.md", "exec"), {})


def test_the_next_detection_of_the_readme_works(tmp_path: Path) -> None:
    """Who follows the README, with the shipped search under another name, has green tests."""
    files = {block.splitlines()[0].removeprefix("# "): block for block in _blocks("yaml")}
    shutil.copytree(ROOT / "detections", tmp_path / "detections")
    shipped = tmp_path / "detections" / "cloud" / "kubernetes_newly_seen_tcp_edge.yml"
    shipped.rename(shipped.with_name("my_detection.yml"))
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    generate_dataset(tmp_path / "datasets" / "my_data")
    runner = Runner(Project(tmp_path), EmbeddedBackend())
    verdicts = [runner.run(case) for file in runner.project.test_files() for case in load_cases(file, runner.project)]
    assert [verdict.status for verdict in verdicts] == ["passed", "passed"]
