"""The way of a report through the stages: annotate → extract → resolve → assemble → validate.

The one place that joins them. Reading stands before it, writing and storing behind it.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model.annotation import AnnotatedArticle, ModelInfo
from kg.model.article import Article
from kg.model.fact import Facts
from kg.model.report import ValidationReport
from kg.model.resolved import ResolvedFacts
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.annotate import LanguageModel
    from kg.annotate.learned.reader import LearnedReader
    from kg.consult import Consultant
    from kg.validate import ValidatedGraph

# What the graph of a screened article names in the place of the language model.
_NO_MODEL = ModelInfo(name="newskg-screening", version="1")
RULE_FOLDERS = ("annotate", "extract", "resolve", "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article: its facts, and the graph that may be written or the report that
    says why it may not."""

    article: Article
    resolved: ResolvedFacts
    result: ValidatedGraph | ValidationReport


class Pipeline:
    """A loaded language model and settings, ready for any number of articles.

    The model is loaded at the first article. Raises `ModelError` then if it is not installed.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._model: LanguageModel | None = None
        self._reader: LearnedReader | None = None
        self._consultant: Consultant | None = None

    @property
    def model(self) -> LanguageModel:
        """The language model, loaded at first use."""
        if self._model is None:
            from kg.annotate import load_language_model

            self._model = load_language_model(self.settings.model)
        return self._model

    @property
    def reader(self) -> LearnedReader | None:
        """The trained components, loaded at first use; None where the settings leave them out."""
        if self._reader is None and self.settings.learned:
            from kg.annotate.learned.reader import load_reader

            self._reader = load_reader()
        return self._reader

    def extract(self, articles: Iterable[Article]) -> Iterator[ResolvedFacts]:
        """The facts of each article, in order; articles are taken as a stream.

        With `settings.screen` an article whose words alone rule an attack out has its publisher and no facts.
        """
        from kg.annotate import annotate_all
        from kg.extract import extract
        from kg.resolve import resolve

        order: deque[AnnotatedArticle | None] = deque()  # None stands for the next one that is read in full
        needed = self._screen(articles, order)
        first = list(islice(needed, 1))  # read before any model is loaded: where there is none to read, none is needed
        found = annotate_all(chain(first, needed), model=self.model, reader=self.reader) if first else ()
        for annotated in found:
            while (empty := order.popleft()) is not None:
                yield resolve(empty, Facts())
            asked = annotated if self.consultant is None else self._consult(annotated, self.consultant)
            yield resolve(asked, extract(asked))
        yield from (resolve(empty, Facts()) for empty in order if empty is not None)

    @property
    def consultant(self) -> Consultant | None:
        """The language model behind a server that is asked about every passage; None unless the settings name one."""
        if self._consultant is None and self.settings.llm_url:
            from kg.consult import Consultant, Limits

            self._consultant = Consultant(
                url=self.settings.llm_url,
                model=self.settings.llm_model,
                key=self.settings.llm_key,
                limits=Limits(tokens=self.settings.llm_max_tokens),
            )
        return self._consultant

    def _consult(self, annotated: AnnotatedArticle, consultant: Consultant) -> AnnotatedArticle:
        from kg.consult import consult

        return consult(annotated, consultant=consultant)

    def _screen(self, articles: Iterable[Article], order: deque[AnnotatedArticle | None]) -> Iterator[Article]:
        """The articles that need the language model; the others go to `order` as they are."""
        from kg.extract.screening import mentions_violence

        for article in articles:
            needed = not self.settings.screen or mentions_violence(article.text)
            order.append(None if needed else _unread(article))
            if needed:
                yield article

    def run(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """The graph of each article, or the report on it, in order."""
        from kg import __version__
        from kg.assemble import Provenance, build_graph
        from kg.validate import gate_graph

        provenance = Provenance(program_version=__version__, rules_version=rules_version())
        for facts in self.extract(articles):
            graph = build_graph(
                facts, provenance=provenance, base=self.settings.base, with_text=self.settings.with_text
            )
            yield Outcome(article=facts.article, resolved=facts, result=gate_graph(graph))


def _unread(article: Article) -> AnnotatedArticle:
    """An article that no language model has seen."""
    return AnnotatedArticle(
        article=article, tokens=(), sentences=(), names=(), times=(), quotations=(), model=_NO_MODEL
    )


@cache
def rules_version() -> str:
    """Twelve hex digits over the rules and lexicons themselves: it changes when any of them does."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for folder in RULE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".tsv"}:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
