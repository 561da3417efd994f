"""consult: AnnotatedArticle → the same with the suggestions of a language model behind a server.

Optional, and off unless the user names a server. The only door to the client library. What comes back is checked
word by word (`check.py`): what is not verbatim in the passage, or not a term of the ontology, is left out, with the
reason. What becomes of the rest is decided in `extract/`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.consult.check import read_answer
from kg.consult.passages import cut_passages
from kg.consult.server import Answer, Consultant, Limits, Usage
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Rejection
from kg.model.suggestion import Suggestions

__all__ = ["Answer", "Consultant", "Limits", "Usage", "consult"]


def consult(annotated: AnnotatedArticle, *, consultant: Consultant) -> AnnotatedArticle:
    """Ask about each passage of the article, one question each; no passage sees another's answer.

    Raises `ConsultError` where the server cannot be reached or refuses. A passage that brings no usable answer,
    or that the limits leave unasked, is among the rejections.
    """
    found = annotated.suggestions
    for passage in cut_passages(annotated, longest=consultant.limits.passage):
        answer = consultant.ask(passage.slice(annotated.article.text))
        if answer.content is None:
            refusal = Rejection(span=passage, rule=consultant.component, reason=answer.problem)
            found = replace(found, rejections=(*found.rejections, refusal))
            continue
        found = _joined(found, read_answer(answer.content, annotated.article.text, passage, consultant.component))
    return replace(annotated, suggestions=found, components=(*annotated.components, consultant.info))


def _joined(first: Suggestions, second: Suggestions) -> Suggestions:
    return Suggestions(
        attributions=first.attributions + second.attributions,
        attacks=first.attacks + second.attacks,
        rejections=first.rejections + second.rejections,
    )
