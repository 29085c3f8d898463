from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import PlaybookError
from pipeline.playbook import load_playbook, shipped_folders
from pipeline.playbook.slots import Slots
from pipeline.playbook.yaml_file import parse

SHIPPED = shipped_folders()[0] / "training_on_customer_data.yaml"
ROUTING_ENTRY = """id: {id}
kind: routing
title: T
definition: D
review_by: 2027-01-01
route: {{queue: general, specialist: {specialist}}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_playbook_loads_and_is_versioned() -> None:
    playbook = load_playbook()
    assert playbook.entries["training_on_customer_data"].title == "Training on customer data"
    assert len(playbook.version) == 64
    assert playbook.version == load_playbook().version
    assert [t.number for t in playbook.routing.triggers if t.number < 7]
    assert len(playbook.conflicts) >= 8


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        pytest.param(
            "kind: clause",
            "kind: clauses",
            2,
            "'clause', 'fact' or 'routing'",
            id="enum gives the legal set",
        ),
        pytest.param(
            "severity: high",
            "severity: huge",
            8,
            "'none', 'low', 'medium' or 'high'",
            id="severity",
        ),
        pytest.param("title: Training on customer data", "titel: X", 3, "titel", id="unknown key"),
        pytest.param("kind: clause", "kind: [clause", 3, "malformed YAML", id="malformed"),
        pytest.param(
            "kind: clause", "kind: clause\nkind: clause", 3, "given twice", id="key twice"
        ),
        pytest.param(
            "stance: unacceptable\n    why: The supplier may",
            "stance: missing\n    why: The supplier may",
            None,
            "'preferred'",
            id="signal stance",
        ),
        pytest.param(
            "modality: permission", "modality: wish", None, "'permission'", id="norm modality"
        ),
        pytest.param(
            "cures: [supplier_may_train]",
            "cures: [supplier_may_trian]",
            None,
            "supplier_may_trian",
            id="edit cures unknown signal",
        ),
        pytest.param(
            "- id: opt_out_only", "- id: licence_to_train", None, "repeat", id="signal id twice"
        ),
        pytest.param("cues: ['", "cues: ['(", None, "not a regular expression", id="pattern"),
        pytest.param(
            "id: training_on_customer_data",
            "id: other_name",
            None,
            "must be the file's name",
            id="id unlike file",
        ),
    ],
)
def test_broken_file_is_refused_with_place_and_legal_set(
    tmp_path: Path, old: str, new: str, line: int | None, told: str
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = write(tmp_path / "mine", SHIPPED.name, text.replace(old, new, 1))
    with pytest.raises(PlaybookError) as caught:
        load_playbook([tmp_path / "mine"])
    message = str(caught.value)
    assert str(path) in message
    assert told in message
    if line:
        assert f"{path}:{line}:" in message


@pytest.mark.parametrize(
    ("specialist", "allowed"),
    [
        pytest.param("must", True, id="widened"),
        pytest.param("trigger", True, id="the same"),
        pytest.param("explain_trigger", False, id="half of it"),
        pytest.param("none", False, id="gone"),
    ],
)
def test_overlay_may_widen_a_specialist_rule_never_narrow_it(
    tmp_path: Path, specialist: str, allowed: bool
) -> None:
    text = ROUTING_ENTRY.format(id="training_on_customer_data", specialist=specialist)
    write(tmp_path / "mine", SHIPPED.name, text)
    if allowed:
        playbook = load_playbook([tmp_path / "mine"])
        assert playbook.entries["training_on_customer_data"].route.specialist == specialist
        assert playbook.version != load_playbook().version
    else:
        with pytest.raises(PlaybookError, match=r"narrows 'trigger'.*allowed"):
            load_playbook([tmp_path / "mine"])


def test_a_second_overlay_cannot_narrow_the_first(tmp_path: Path) -> None:
    name = "house_rule.yaml"
    write(tmp_path / "a", name, ROUTING_ENTRY.format(id="house_rule", specialist="must"))
    write(tmp_path / "b", name, ROUTING_ENTRY.format(id="house_rule", specialist="none"))
    assert "house_rule" in load_playbook([tmp_path / "a"]).entries
    with pytest.raises(PlaybookError, match="narrows 'must'"):
        load_playbook([tmp_path / "a", tmp_path / "b"])


def test_same_id_twice_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path / "mine", SHIPPED.name, SHIPPED.read_text(encoding="utf-8"))
    shutil.copy(tmp_path / "mine" / SHIPPED.name, tmp_path / "mine" / (SHIPPED.stem + ".yml"))
    with pytest.raises(PlaybookError, match="is also in"):
        load_playbook([tmp_path / "mine"])


def test_placement_after_an_unknown_type(tmp_path: Path) -> None:
    text = ROUTING_ENTRY.format(id="house_rule", specialist="none")
    write(
        tmp_path / "mine", "house_rule.yaml", text + "placement: {heading: H, after: [g_nowhere]}\n"
    )
    with pytest.raises(PlaybookError, match=r"'g_nowhere'; known types: \[.*house_rule"):
        load_playbook([tmp_path / "mine"])


def test_a_shipped_folder_alone_keeps_what_must_go_to_a_specialist() -> None:
    whole = load_playbook()
    for folder in shipped_folders():
        part = load_playbook([folder])
        must = {key for key, one in whole.entries.items() if one.route.specialist == "must"}
        assert must <= set(part.entries)
        assert {path.parent for key, path in part.files.items() if key not in must} <= {folder}


def test_missing_folder_names_the_shipped_ones(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="ai-services"):
        load_playbook([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"\xff\xfe", "not UTF-8", id="not UTF-8"),
        pytest.param(b"- a\n- b\n", "mapping", id="a list"),
        pytest.param(b"", "mapping", id="empty"),
        pytest.param(b"slots: &a {x: *a}\n", ":1:", id="alias to itself"),
        pytest.param(
            b"slots: !!python/object/apply:os.getcwd []\n", "malformed YAML", id="python tag"
        ),
        pytest.param(b"slots: {x: {default: ''}}\n", "slots.x.default", id="empty default"),
    ],
)
def test_hostile_yaml(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        parse(tmp_path / "slots.yaml", data, Slots)
    assert told in str(caught.value)
