"""What the handlers of requests share: the graphs, their reader, the index for searching, and the query processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.serve.graphs import Graphs
from kg.serve.options import ServeOptions
from kg.serve.protocol.pool import Pool
from kg.serve.reading import Reader
from kg.serve.sessions import Sessions

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.indexing import Indexer


@dataclass(slots=True)
class Explorer:
    """Made by `Explorer.over`; `close` lets everything go."""

    graphs: Graphs
    options: ServeOptions
    reader: Reader
    indexer: Indexer
    pool: Pool = field(repr=False)
    sessions: Sessions = field(default_factory=Sessions, repr=False)

    @classmethod
    def over(cls, graphs: Graphs, options: ServeOptions) -> Explorer:
        from kg.serve.indexing import Indexer

        reader = Reader(graphs)
        pool = Pool(
            graphs.folder,
            union=graphs.union,
            size=options.processes,
            seconds=options.seconds,
            memory=options.memory,
        )
        return cls(graphs=graphs, options=options, reader=reader, indexer=Indexer(reader), pool=pool)

    @property
    def can_review(self) -> bool:
        """Whether anybody may decide about facts: the store is served to be written, with a token and a clock."""
        return self.graphs.writable and self.options.token is not None and self.options.clock is not None

    def close(self) -> None:
        self.indexer.close()
        self.pool.close()
        self.graphs.close()


def explorer_of(request: Request) -> Explorer:
    """The one that serves this request."""
    found = request.app.state.explorer
    assert isinstance(found, Explorer)  # noqa: S101 - `create_app` put it there
    return found
