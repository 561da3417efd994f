"""The reference page: complete, written without a network, refused with a remedy where pyLODE is missing."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.ontology import write_docs
from kg.vocab.namespaces import SUPERCLASSES


def test_the_page_has_every_class_and_loads_nothing(tmp_path: Path) -> None:
    out = tmp_path / "ontology.html"
    level = logging.getLogger().level
    write_docs(out)
    page = out.read_text(encoding="utf-8")
    assert "<title>News reports of attacks</title>" in page
    assert [name for name in SUPERCLASSES if f"https://w3id.org/newskg/ontology#{name}" not in page] == []
    assert "A kidnapping" in page or "a kidnapping" in page
    assert re.findall(r'<(?:script|img|iframe)[^>]*src="http|<link[^>]*rel="stylesheet"[^>]*http', page) == []
    assert logging.getLogger().level == level
    assert logging.root.manager.disable == logging.NOTSET


def test_without_pylode_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylode", None)
    with pytest.raises(KgError, match=r"pyLODE cannot be used .*pip install"):
        write_docs(tmp_path / "ontology.html")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    out = tmp_path / "missing" / "ontology.html"
    with pytest.raises(KgError, match=r"ontology\.html: cannot be written: No such file"):
        write_docs(out)
