"""Requests to a store that survive a busy server: timeouts, retries with growing pauses, authentication."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from typing import Final

import httpx

from kg.errors import InputError, StoreError

RETRIED: Final = frozenset({429, 502, 503, 504})
_LONGEST_PAUSE = 30.0  # seconds, whatever the server asks for
_HINTS = {
    401: "Give --user with --password-env, or --token-env.",
    403: "The account may not write there.",
    404: "Check the address: this one has no such service.",
    405: "Check the address, or try --method update.",
    413: "The graph is too large for one request: try --method update.",
}


class PasswordAuth(httpx.Auth):
    """Name and password, sent only when the server asks for them, by Digest if it offers that, else Basic."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        offered = [value.split(" ", 1)[0].lower() for value in response.headers.get_list("www-authenticate")]
        flow = (self._digest if "digest" in offered else self._basic).auth_flow(request)
        answered = next(flow)
        if "digest" in offered:
            answered = flow.send(response)  # the first request of Digest only fetches the challenge we have
        yield answered


class TokenAuth(httpx.Auth):
    """A bearer token with every request."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class RetryingClient:
    """Sends requests; what fails for a passing reason is sent again, after 0.5, 1, 2, 4 … seconds.

    Only requests that may be sent twice without harm belong here; adding triples is one.
    Addresses of proxies and passwords are not taken from the environment.
    """

    def __init__(
        self,
        *,
        auth: httpx.Auth | None = None,
        timeout: float = 60.0,
        attempts: int = 5,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = httpx.Client(auth=auth, timeout=timeout, trust_env=False)
        self._attempts = attempts
        self._pause = pause

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        allowed: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        """The response, if it is good (2xx) or its status is `allowed`; else StoreError."""
        problem = ""
        for attempt in range(self._attempts):
            delay = 0.5 * 2**attempt
            try:
                response = self._client.request(method, url, params=params, content=content, headers=headers)
            except httpx.TransportError as error:
                problem = f"no answer ({error or type(error).__name__})"
            else:
                if response.is_success or response.status_code in allowed:
                    return response
                if response.status_code not in RETRIED:
                    raise StoreError(f"{method} {shown(url)}: {_describe(response)}")
                problem = _describe(response)
                delay = max(delay, _asked_pause(response))
            if attempt + 1 < self._attempts:
                self._pause(min(delay, _LONGEST_PAUSE))
        raise StoreError(
            f"{method} {shown(url)}: {problem} (tried {self._attempts} times). "
            "Check that the server runs and the address is right, then load again."
        )

    def close(self) -> None:
        self._client.close()


def check_url(url: str, *, option: str) -> str:
    """The address itself if it is a full one of the web, else InputError."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise InputError(place=f"{option} {url}", problem=f"no address ({error})", remedy="Give http://….") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise InputError(
            place=f"{option} {url}", problem="not a full address", remedy="Give one like http://host/store."
        )
    if parsed.userinfo:
        raise InputError(
            place=f"{option} {shown(url)}",
            problem="holds a password, which would end up in logs",
            remedy="Use --user with --password-env, or --token-env.",
        )
    return url


def shown(url: str) -> str:
    """The address without name and password."""
    return str(httpx.URL(url).copy_with(userinfo=b""))


def _describe(response: httpx.Response) -> str:
    said = " ".join(response.text.split())[:200]
    if response.is_redirect:
        said = f"moved to {response.headers.get('location', 'another address')}; give that address"
    hint = _HINTS.get(response.status_code, "")
    parts = [f"the server answered {response.status_code} {response.reason_phrase}".strip(), said]
    return ": ".join(part for part in parts if part) + (f". {hint}" if hint else "")


def _asked_pause(response: httpx.Response) -> float:
    """Seconds that the server asks to wait; 0 where it says nothing or names a clock time."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isdecimal() and text.isascii() else 0.0
