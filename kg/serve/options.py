"""How the graphs are served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """`seconds` and `rows`: what a query may take and give. `memory`: bytes of a query process, 0 for no limit.

    `hosts`: names under which the server may be addressed. `origins`: pages of other servers that browsers may let
    read the endpoint (CORS), none by default. `services`: endpoints that queries may name in SERVICE. `token`: what
    writers must show; None where nothing may be written. `clock`: tells the moment of a review; without one, nobody
    can review.
    """

    seconds: float = 30.0
    rows: int = 10_000
    processes: int = 2
    memory: int = 4 << 30
    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    token: str | None = None
    clock: Callable[[], dt.datetime] | None = None
