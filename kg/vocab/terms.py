"""Terms as people write them: `kg:Attack` for the IRI of the class."""

from __future__ import annotations

from kg.vocab.namespaces import FOAF, GAF, ORG, SEM
from kg.vocab.prefixes import PREFIXES

_SCHEMES = "https://w3id.org/newskg/scheme/"
_PREFIXES = {
    **PREFIXES,
    "foaf": str(FOAF),
    "gaf": str(GAF),
    "org": str(ORG),
    "sem": str(SEM),
    "acled": f"{_SCHEMES}acled/",
    "cameo": f"{_SCHEMES}cameo/",
    "plover": f"{_SCHEMES}plover/",
}


def shorten_iri(iri: str) -> str:
    """`kg:Attack` for the IRI of a term of a known vocabulary, any other IRI as it is."""
    for prefix, base in _PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri
