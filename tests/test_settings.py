from pathlib import Path

import pytest

from kg.annotate import DEFAULT_MODEL
from kg.errors import InputError
from kg.read.options import DEFAULT_MAX_BYTES
from kg.settings import Settings, load_settings
from kg.vocab.iri import DEFAULT_BASE


def test_defaults_are_those_of_the_stages() -> None:
    # Written out in settings.py, which must load no heavy library.
    assert Settings() == Settings(base=DEFAULT_BASE, model=DEFAULT_MODEL, max_bytes=DEFAULT_MAX_BYTES)
    assert load_settings() == Settings()


def test_arguments_before_environment_before_file(tmp_path: Path) -> None:
    config = tmp_path / "kg.toml"
    config.write_text('base = "http://file/"\nmodel = "file"\nwith_text = true\nmax_bytes = 5\n', encoding="utf-8")
    environ = {"KG_MODEL": "environment", "KG_BASE": "http://environment/", "HOME": "/", "KG_OTHER": "x"}
    settings = load_settings(config=config, environ=environ, base="http://argument/", model=None)
    assert settings == Settings(base="http://argument/", model="environment", with_text=True, max_bytes=5)


@pytest.mark.parametrize(("words", "value"), [("1", True), ("Yes", True), ("off", False), ("0", False)])
def test_truth_in_the_environment(words: str, value: bool) -> None:
    assert load_settings(environ={"KG_WITH_TEXT": words}).with_text is value


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("bse = 'http://e.org/'", "no such setting"),
        ("max_bytes = 'many'", "'many' is not a whole number"),
        ("max_bytes = true", "True is not a whole number"),
        ("max_bytes = 0", "too small"),
        ("with_text = 1", "1 is not true or false"),
        ("base = ''", "too small"),
        ("base =", "not TOML"),
    ],
)
def test_mistakes_in_the_file(tmp_path: Path, content: str, problem: str) -> None:
    config = tmp_path / "kg.toml"
    config.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_settings(config=config)
    assert problem in str(caught.value)
    assert str(config) in str(caught.value)


def test_other_mistakes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_settings(config=tmp_path / "missing.toml")
    with pytest.raises(InputError, match="KG_MAX_BYTES: 'many' is not a whole number"):
        load_settings(environ={"KG_MAX_BYTES": "many"})
    with pytest.raises(InputError, match="KG_WITH_TEXT: 'perhaps' is not true or false"):
        load_settings(environ={"KG_WITH_TEXT": "perhaps"})
