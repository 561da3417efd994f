"""Who signed in to review, in a cookie that only this process can have made.

The cookie goes to this site alone (SameSite=Strict) and to no script; each form carries a word made of it,
so that no page of another site can send one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

COOKIE = "kg-reviewer"
HOURS = 12


class Sessions:
    """The key lives as long as the process: whoever signed in before does so again after it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def make_cookie(self, name: str) -> str:
        """What the browser keeps for `name`."""
        content = base64.urlsafe_b64encode(name.encode("utf-8")).decode("ascii")
        return f"{content}.{self._sign('cookie', content)}"

    def name_of(self, cookie: str) -> str:
        """Who the cookie was made for, "" where it was not made here."""
        content, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("cookie", content).encode()):
            return ""
        try:
            return base64.urlsafe_b64decode(content).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return ""

    def form_word(self, cookie: str) -> str:
        """What a form must carry to be taken from this session."""
        return self._sign("form", cookie)

    def is_form_word(self, cookie: str, word: str) -> bool:
        return hmac.compare_digest(word.encode(), self.form_word(cookie).encode())

    def _sign(self, purpose: str, content: str) -> str:
        return hmac.new(self._key, f"{purpose}\n{content}".encode(), hashlib.sha256).hexdigest()
