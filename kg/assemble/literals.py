"""Literals in canonical form, and only of the datatypes that the model allows.

A triple store may rewrite what is not canonical ("1.50" as "1.5", "+00:00" as "Z"), and a graph
that comes back changed cannot be compared with its file. rdflib would rewrite some of them the
other way round, so it is told not to touch them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from rdflib import XSD, Literal, URIRef


@lru_cache(maxsize=8192)  # offsets come again and again, and rdflib takes its time over each literal
def integer(value: int) -> Literal:
    return _typed(str(value), XSD.integer)


def decimal(value: str) -> Literal:
    """A decimal number written without exponent, "33.340" → "33.34"; ValueError if it is none."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite decimal number")
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _typed("0" if text in ("-0", "") else text, XSD.decimal)


def boolean(value: bool) -> Literal:
    return _typed("true" if value else "false", XSD.boolean)


def day(value: dt.date) -> Literal:
    return _typed(value.isoformat(), XSD.date)


def moment(value: dt.date | dt.datetime) -> Literal:
    """A day as xsd:date, a time of a day as xsd:dateTime; UTC is written Z, fractions without trailing zeros."""
    if not isinstance(value, dt.datetime):
        return day(value)
    text = value.replace(tzinfo=None).isoformat()
    if "." in text:
        text = text.rstrip("0")
    offset = value.utcoffset()
    if offset is not None:
        text += "Z" if not offset else _offset(offset)
    return _typed(text, XSD.dateTime)


@lru_cache(maxsize=1024)
def string(value: str) -> Literal:
    return Literal(value)


def _offset(offset: dt.timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _typed(text: str, datatype: URIRef) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)
