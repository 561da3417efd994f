"""Templates that escape whatever a report said, for the pages and for the files to hand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.serve.reading import in_words
from kg.serve.views.report import range_words
from kg.serve.wording import property_words

if TYPE_CHECKING:
    from jinja2 import Environment


def make_environment(package: str, filters: Mapping[str, Callable[[str], str]]) -> Environment:
    """The templates of a package; a name that is not given is an error and not an empty place.

    `filters` are those of its own, beside the words for properties, numbers and days.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "in_words": in_words,
        "property_words": property_words,
        "range_words": range_words,
        "day": lambda text: text[:10],
        **filters,
    }
    return made
