"""The ontology as an HTML page, by pyLODE."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.ontology.loading import ontology_graph


def write_docs(out: Path) -> None:
    """Write the reference page of the ontology to a file; nothing is fetched.

    The classes of a union come in any order, for pyLODE keeps them in a set.

    Raises `KgError` where pyLODE, which the program itself does not need, is not installed, or
    the file cannot be written.
    """
    with _kept_quiet():
        page = _render()
    try:
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise KgError(f"{out}: cannot be written: {error.strerror}. Name a file in a folder that exists.") from error


def _render() -> str:
    try:
        from pylode import OntPub
    except (ModuleNotFoundError, FileNotFoundError) as error:
        # The wheel of pyLODE 3.4.1 lacks a file that it reads on import.
        raise KgError(
            f"pyLODE cannot be used ({error}). Install the extra that the documentation needs: "
            "pip install 'newskg[dev]' 'pylode>=3.3,<3.4'."
        ) from error
    return str(OntPub(ontology_graph(imports=False), sort_subjects=True).make_html())


@contextmanager
def _kept_quiet() -> Iterator[None]:
    """pyLODE sets up logging for a server when it is imported, and leaves files to be closed later."""
    root = logging.getLogger()
    handlers, level, disabled = root.handlers[:], root.level, logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.disable(disabled)
