"""Review: who signed in confirms, corrects or rejects a fact; the decision is stored beside the graphs.

Only with `--writable`. A program sends the same form with the token in its Authorization header and its
name as `reviewer`.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from kg.errors import InputError, StoreError
from kg.review import (
    Decision,
    Reviewable,
    Standing,
    Verdict,
    find_standing,
    read_decisions,
    read_facts,
    to_update,
)
from kg.review.tolls import parse_toll
from kg.serve.explorer import Explorer, explorer_of
from kg.serve.pages.rendering import not_found, page
from kg.serve.protocol.request import RequestError, read_body
from kg.serve.protocol.updating import check_may_write
from kg.serve.reading import Reader
from kg.serve.sessions import COOKIE, HOURS
from kg.serve.views.report import ReportView

if TYPE_CHECKING:
    from starlette.requests import Request

_LONGEST_FORM = 64 << 10  # bytes
_READ_ONLY = "The graphs are served to be read. Start kg serve with --writable to review them."


def standing_of(reader: Reader, article: str, view: ReportView | None = None) -> Standing:
    """What was decided about the facts of an article."""
    decisions = read_decisions(reader, article)
    return find_standing(decisions, read_facts(reader, article, view=view) if decisions else ())


async def sign_in(request: Request) -> Response:
    """GET asks for a name and the token; POST answers with the cookie and leads back."""
    explorer = explorer_of(request)
    if not explorer.can_review:
        return _refused(request, 403, _READ_ONLY)
    if request.method == "GET":
        return page(request, "sign_in.html", next=_local(request.query_params.get("next", "")), problem="")
    try:
        form = await _read_form(request)
    except RequestError as error:
        return _refused(request, error.status, str(error))
    name, back = form.get("name", "").strip()[:120], _local(form.get("next", ""))
    token = explorer.options.token or ""
    known = hmac.compare_digest(form.get("token", "").encode(), token.encode())
    if not known or not name or not _is_of_this_site(request):
        problem = "Give a name, and the token with which the server was started."
        return page(request, "sign_in.html", status=403, next=back, problem=problem)
    response = RedirectResponse(back, status_code=303)
    cookie = explorer.sessions.make_cookie(name)
    response.set_cookie(
        COOKIE, cookie, max_age=HOURS * 3600, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return response


async def review(request: Request) -> Response:
    """GET shows a fact with its words and what was decided; POST takes a decision."""
    explorer = explorer_of(request)
    if not explorer.can_review:
        return _refused(request, 403, _READ_ONLY)
    if request.method == "POST":
        return await _post(request, explorer)
    name = explorer.sessions.name_of(request.cookies.get(COOKIE, ""))
    if not name:
        here = f"{request.url.path}?{request.url.query}"
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", status_code=303)
    return await run_in_threadpool(_show, request, dict(request.query_params), problem="")


async def _post(request: Request, explorer: Explorer) -> Response:
    try:
        form = await _read_form(request)
        name = _check_who(request, explorer, form)
    except RequestError as error:
        return _refused(request, error.status, str(error))
    try:
        return await run_in_threadpool(_decide, request, explorer, form, name)
    except (InputError, StoreError, ValueError) as error:
        return await run_in_threadpool(_show, request, form, problem=str(error))


def _check_who(request: Request, explorer: Explorer, form: dict[str, str]) -> str:
    """The name of who decides. Raises RequestError for who has not signed in and shows no token."""
    if "authorization" in request.headers:
        check_may_write(request)
        return form.get("reviewer", "")
    cookie = request.cookies.get(COOKIE, "")
    name = explorer.sessions.name_of(cookie)
    if not name:
        raise RequestError(401, "Sign in first, or show the token: Authorization: Bearer …")
    if not _is_of_this_site(request) or not explorer.sessions.is_form_word(cookie, form.get("form", "")):
        raise RequestError(403, "The form is not one of this site. Open the fact again.")
    return name


def _decide(request: Request, explorer: Explorer, form: dict[str, str], name: str) -> Response:
    fact = _find_fact(explorer.reader, form)
    if fact is None:
        return not_found(request, "The fact is no longer read like this. Open its report again.")
    clock = explorer.options.clock
    assert clock is not None  # noqa: S101 - `can_review` looked
    verdict = Verdict(form.get("verdict", ""))
    correction = form.get("correction", "").strip() if verdict is Verdict.CORRECTED else ""
    if correction and fact.key.predicate == "casualties":
        parse_toll(correction)
    decision = Decision(
        fact=fact.key,
        verdict=verdict,
        reviewer=name.strip(),
        at=clock(),
        reason=form.get("reason", "").strip(),
        correction=correction,
    )
    explorer.graphs.update(to_update(decision, base=explorer.graphs.base))
    return RedirectResponse(f"{explorer.reader.path(fact.key.article)}#fact-{fact.number}", status_code=303)


def _show(request: Request, given: dict[str, str], *, problem: str) -> Response:
    explorer = explorer_of(request)
    fact = _find_fact(explorer.reader, given)
    if fact is None:
        return not_found(request, "There is no such fact to be reviewed.")
    article = fact.key.article
    standing = standing_of(explorer.reader, article)
    return page(
        request,
        "review.html",
        status=400 if problem else 200,
        fact=fact,
        report=explorer.reader.ref(article),
        history=standing.history.get(fact.number, ()),
        name=explorer.sessions.name_of(request.cookies.get(COOKIE, "")),
        form=explorer.sessions.form_word(request.cookies.get(COOKIE, "")),
        problem=problem,
        given=given,
    )


def _find_fact(reader: Reader, given: dict[str, str]) -> Reviewable | None:
    """By its fingerprint, else by the node that holds it; `article` may be left out where the node tells it."""
    article, node = given.get("article", ""), given.get("node", "")
    try:
        if not article and node and reader.exists(node):
            passages = reader.iris(node, "https://w3id.org/newskg/ontology#mention")
            article = passages[0].partition("#")[0] if passages else ""
        if "Article" not in reader.types(article):
            return None
    except ValueError:  # no IRI
        return None
    for fact in read_facts(reader, article):
        if fact.key.fingerprint == given.get("fact") or (not given.get("fact") and fact.node == node):
            return fact
    return None


async def _read_form(request: Request) -> dict[str, str]:
    """The fields. Raises RequestError for another kind of body, and for one that is too long."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise RequestError(415, "Send application/x-www-form-urlencoded.")
    body = await read_body(request, _LONGEST_FORM)
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
    except UnicodeDecodeError as error:
        raise RequestError(400, f"The form is not UTF-8 ({error}).") from error


def _is_of_this_site(request: Request) -> bool:
    """What the browser says of where the form came from; old browsers, and programs, say nothing."""
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _local(path: str) -> str:
    """A path of this site; "/" for anything that might lead elsewhere."""
    local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if local else "/"


def _refused(request: Request, status: int, message: str) -> Response:
    return page(request, "error.html", status=status, title="Not allowed", message=message)
