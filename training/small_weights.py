"""The hashes of the small weights, by which the program knows that they are those of the release."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.resources import SMALL_WEIGHTS


def list_hash(path: Path) -> None:
    """Note the hash of a file of weights beside it, among those of the others, as `kg.resources.read_weights` asks."""
    listed = path.parent / SMALL_WEIGHTS
    hashes = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    hashes[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    listed.write_text(json.dumps(dict(sorted(hashes.items())), indent=1) + "\n", encoding="utf-8")
