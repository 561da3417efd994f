"""A report to hand on as HTML: no script, nothing from elsewhere, and everything that an article said escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.reporting.gathering import Handout
from kg.serve.templating import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment


def render(handout: Handout) -> str:
    """The file. Its policy lets the style in it be used, by its hash, and nothing be loaded, run or sent."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _environment().get_template("handout.html").render(handout=handout, style=style, policy=policy)


def render_attack(handout: Handout) -> str:
    """The chapters alone, for a page that brings a style of its own: a notebook's cell."""
    return _environment().get_template("cell.html").render(handout=handout)


@cache
def _environment() -> Environment:
    return make_environment(
        "kg.reporting",
        {
            "moment": lambda text: text[:16].replace("T", " "),
            "trusted": Markup,  # pictures of kg.serve.drawing, which escapes what it draws, and the style below
        },
    )


@cache
def _style() -> str:
    from importlib import resources

    return (resources.files("kg.reporting") / "templates" / "handout.css").read_text(encoding="utf-8")
