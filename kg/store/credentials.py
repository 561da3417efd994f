"""Passwords and tokens from environment variables that the user names; never from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    import httpx


def auth_from(
    environ: Mapping[str, str], *, user: str | None, password_env: str | None, token_env: str | None
) -> httpx.Auth | None:
    """What goes with the requests; None where nothing is asked for.

    Raises InputError for half an account, for both kinds at once, and for variables that are not set.
    """
    from kg.store.http_client import PasswordAuth, TokenAuth

    if token_env is not None and (user is not None or password_env is not None):
        raise InputError(place="--token-env", problem="a token and an account at once", remedy="Give one of them.")
    if (user is None) != (password_env is None):
        raise InputError(
            place="--user", problem="an account is a name and a password", remedy="Give --user and --password-env."
        )
    if token_env is not None:
        return TokenAuth(_variable(token_env, option="--token-env", environ=environ))
    if user is not None and password_env is not None:
        return PasswordAuth(user, _variable(password_env, option="--password-env", environ=environ))
    return None


def _variable(name: str, *, option: str, environ: Mapping[str, str]) -> str:
    value = environ.get(name, "")
    if not value:
        raise InputError(place=f"{option} {name}", problem="the environment variable is not set", remedy=f"Set {name}.")
    return value
