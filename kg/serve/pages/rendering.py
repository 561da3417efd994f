"""Templates with everything that comes from a report escaped, and the answers made of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from kg.serve.explorer import explorer_of
from kg.serve.templating import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request


@cache
def environment() -> Environment:
    """The templates of the pages."""
    # "svg": of kg.serve.drawing alone, which escapes what it draws
    return make_environment("kg.serve", {"web_address": web_address, "svg": Markup})


def page(request: Request, template: str, *, status: int = 200, **given: object) -> Response:
    """A page. `given`: what the template shows."""
    explorer = explorer_of(request)
    content = environment().get_template(template).render(path=request.url.path, writable=explorer.can_review, **given)
    return HTMLResponse(content, status_code=status, headers={"Vary": "Accept"})


def web_address(text: str) -> str:
    """The text if it is an address that a link may lead to, else "": an article may name any."""
    return text if text.startswith(("http://", "https://")) else ""


def not_found(request: Request, what: str) -> Response:
    return page(request, "error.html", status=404, title="Not here", message=what)
