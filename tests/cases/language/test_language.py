"""The language on whole searches: the published ones, the list of commands, and what the fuzzer has found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.errors import SplError
from harness.spl.contract import COMMANDS
from harness.spl.external_commands import KNOWN_ADD_ONS
from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition
from tests.properties.fuzz_language import broken_promise

HERE = Path(__file__).parent
SHARED = HERE.parents[3] / "shared"
CORPUS = SHARED / "corpus" / "escu"
KNOWN: dict[str, Any] = yaml.safe_load((HERE / "corpus.yml").read_text(encoding="utf-8"))
FINDINGS = sorted(HERE.glob("findings/*.spl"))
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of published detections is not here")


def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class _CorpusMacros(dict[str, MacroDefinition]):
    """The macros of the corpus; one that is part of another app lets everything pass."""

    def __init__(self) -> None:
        super().__init__()
        for path in CORPUS.glob("macros/*.yml"):
            content = _read(path)
            arguments = tuple(content.get("arguments", ()))
            key = f"{content['name']}({len(arguments)})" if arguments else content["name"]
            self[key] = MacroDefinition(content["name"], str(content["definition"]), arguments)
        renamed = MacroDefinition("drop_dm_object_name", 'rename "$o$.*" AS "*"', ("o",))
        self["drop_dm_object_name(1)"] = renamed

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key) or (MacroDefinition(key, "search *") if "(" not in key else default)


@needs_corpus
def test_published_searches_read_back() -> None:
    """Every published search prints back to itself, or is listed with the reason why it is wrong."""
    macros = _CorpusMacros()
    refused: dict[str, list[str]] = {}
    warned: dict[str, list[str]] = {}
    for path in sorted([*CORPUS.glob("detections/**/*.yml"), *CORPUS.glob("baselines/**/*.yml")]):
        try:
            pipeline = parse(str(_read(path)["search"]), macros=macros, externals=KNOWN["externals"])
        except SplError as error:
            refused[path.name] = [str(found) for found in error.diagnostics]
            continue
        assert parse(str(pipeline), externals=KNOWN["externals"]) == pipeline, path.name
        if pipeline.warnings:
            warned[path.name] = [found.code for found in pipeline.warnings]
    assert {name: refused[name] for name in refused.keys() ^ KNOWN["refused"].keys()} == {}
    assert {name: warned.get(name) for name in warned.keys() ^ KNOWN["warned"].keys()} == {}


@needs_corpus
def test_each_external_command_of_the_corpus_is_needed() -> None:
    """No name is declared for nothing, and what is not declared is refused with a way out."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS.glob("*/**/*.yml"))
    for name in KNOWN["externals"]:
        assert re.search(rf"[|\[]\s*{name}\s", texts), name
        with pytest.raises(SplError) as caught:
            parse(f"index=main | {name} x")
        assert "commands.conf" in str(caught.value.diagnostics[0].help)  # type: ignore[attr-defined]


@needs_corpus
def test_the_sample_of_right_and_wrong_searches() -> None:
    """Each search of the sample is read or refused as it should be."""
    wrong = []
    for line in (CORPUS.parent / "parse_sample.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        try:
            is_read = bool(parse(case["spl"]))
        except SplError:
            is_read = False
        if is_read != case["ok"]:
            wrong.append(case["spl"])
    assert wrong == []


def test_the_list_of_commands() -> None:
    """A command is there under its names and with its type."""
    listed = (HERE / "commands.txt").read_text(encoding="utf-8").splitlines()[1:]
    found = [
        f"{command.keyword}: {command.type.value}" + (f" ({' '.join(command.aliases)})" if command.aliases else "")
        for command in COMMANDS.all()
    ]
    assert found == listed


@pytest.mark.skipif(not (SHARED / "spl_semantics.md").is_file(), reason="the table of commands is not here")
def test_every_command_of_the_table_is_known() -> None:
    """Splunk's own commands by name; those of the Machine Learning Toolkit as ones to declare."""
    text = (SHARED / "spl_semantics.md").read_text(encoding="utf-8")
    table = text[text.index("## 8. All SPL commands") : text.index("## 9.")]
    rows = re.findall(r"^\| ([a-z][^|]*) \|", table, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"[a-z]\w+", row.replace("(r)", ""))}
    assert len(names) > 170
    assert {name for name in names if COMMANDS.find(name) is None} <= KNOWN_ADD_ONS.keys()


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_of_the_fuzzer_stays_mended(path: Path) -> None:
    """It is refused with places, or prints and reads back."""
    text = path.read_bytes().decode()
    assert broken_promise(text) is None
    assert broken_promise(text.removesuffix("\n")) is None


def test_the_fuzzer_sees_a_broken_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that loses a field is found out."""
    monkeypatch.setattr("harness.spl.syntax.printer._reference", lambda _: "other")
    assert "reads back as something else" in str(broken_promise("index=main | where a=1"))
