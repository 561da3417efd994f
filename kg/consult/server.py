"""The server: one question at a time, counted and capped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.consult.prompt import answer_schema, make_messages
from kg.errors import ConsultError
from kg.model.annotation import ModelInfo
from kg.model.suggestion import CONSULTED

if TYPE_CHECKING:
    from openai import OpenAI

_NO_KEY = "none"  # the client library insists on some key; servers on one's own machine ask for none


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`tokens` of all questions and answers together, after which nothing more is asked; `answer`: tokens of one
    answer; `passage`: characters of one question; `seconds` that one answer may take."""

    tokens: int = 200_000
    answer: int = 1_500
    passage: int = 1_500
    seconds: int = 120


@dataclass(slots=True, kw_only=True)
class Usage:
    """What was asked so far, as the server counts it."""

    questions: int = 0
    unanswered: int = 0
    unasked: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.answer_tokens

    def __str__(self) -> str:
        return (
            f"{self.questions} passages asked about, {self.unanswered} without a usable answer, "
            f"{self.unasked} left out by the cap, {self.prompt_tokens} tokens sent, {self.answer_tokens} received"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The text of an answer, or the `problem` for which there is none."""

    content: str | None = None
    problem: str = ""


@dataclass(slots=True, kw_only=True)
class Consultant:
    """A model behind an OpenAI-compatible server.

    `url`: the API's base ("http://127.0.0.1:8080/v1"); `key` as the server wants it. Nothing is sent before `ask`.
    """

    url: str
    model: str
    key: str = ""
    limits: Limits = field(default_factory=Limits)
    usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ConsultError(f"{self.url}: no address of a server. Write it as http://127.0.0.1:8080/v1.")
        if not self.model:
            raise ConsultError(f"{self.url}: which model? Name it after the address, or as llm_model in the settings.")

    @property
    def component(self) -> str:
        """What facts name as the rule that read them."""
        return f"{CONSULTED}{self.model}"

    @property
    def info(self) -> ModelInfo:
        """A server does not say which version of a model it runs; its name has to do."""
        return ModelInfo(name=self.component, version="as-served")

    def ask(self, passage: str) -> Answer:
        """One question about one passage. Raises `ConsultError` where the server cannot be reached or refuses."""
        # Half a token a character is more than any English text takes.
        worst = self.usage.tokens + len(passage) // 2 + self.limits.answer
        if worst > self.limits.tokens:
            self.usage.unasked += 1
            return Answer(problem=f"not asked: the cap of {self.limits.tokens} tokens is reached")
        self.usage.questions += 1
        answer = self._answer_to(passage)
        if answer.content is None:
            self.usage.unanswered += 1
        return answer

    def _answer_to(self, passage: str) -> Answer:
        client = self._open()
        import openai

        try:
            with client:
                reply = client.chat.completions.create(**self._question(passage))
        except openai.APITimeoutError:
            return Answer(problem=f"no answer within {self.limits.seconds} seconds")
        except openai.APIConnectionError as error:
            raise ConsultError(
                f"{self.url}: the server cannot be reached ({error.__cause__ or error}). "
                "Start it, correct the address, or leave out --llm."
            ) from error
        except openai.APIStatusError as error:
            if error.status_code in {400, 413, 422}:  # this passage, and not the server, is the matter
                return Answer(problem=f"the server refused the passage with status {error.status_code}")
            raise ConsultError(
                f"{self.url}: the server answered with status {error.status_code}. Check the name of the model "
                f"({self.model}) and the key, or leave out --llm."
            ) from error
        except (openai.OpenAIError, ValueError) as error:
            return Answer(problem=f"an answer that cannot be read: {type(error).__name__}")
        if reply.usage is not None:
            self.usage.prompt_tokens += reply.usage.prompt_tokens
            self.usage.answer_tokens += reply.usage.completion_tokens
        else:  # a server that does not count: the worst case counts
            self.usage.prompt_tokens += len(passage) // 2
            self.usage.answer_tokens += self.limits.answer
        content = reply.choices[0].message.content if reply.choices else None
        return Answer(content=content) if content else Answer(problem="an empty answer")

    def _question(self, passage: str) -> Any:
        schema = {"name": "passage", "strict": True, "schema": answer_schema()}
        return {
            "model": self.model,
            "messages": make_messages(passage),
            "temperature": 0,
            "seed": 0,
            "max_tokens": self.limits.answer,
            "response_format": {"type": "json_schema", "json_schema": schema},
        }

    def _open(self) -> OpenAI:
        """A client for one question; an answer takes so long that a new connection for each costs nothing."""
        try:
            from openai import DefaultHttpxClient, OpenAI
        except ImportError as error:
            raise ConsultError(
                "--llm needs the client library, which is not installed. Run: pip install 'newskg[llm]'."
            ) from error
        # The address that the user names, and no other: no redirects, no proxies or names from the environment.
        return OpenAI(
            base_url=self.url,
            api_key=self.key or _NO_KEY,
            organization="",
            project="",
            timeout=self.limits.seconds,
            max_retries=1,
            http_client=DefaultHttpxClient(follow_redirects=False, trust_env=False),
        )
