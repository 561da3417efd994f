"""What people decided about facts: recorded beside the graphs, found again after a rebuild, exported as sheets.

Sits on top of `kg.serve`'s views, without the server.
"""

from __future__ import annotations

from kg.review.decision import Decision, FactKey, Verdict
from kg.review.facts import Reviewable, read_facts
from kg.review.matching import Standing, find_standing
from kg.review.recording import read_decisions, reviewed_articles, reviews_name, to_record, to_update
from kg.review.sheet import Sheet, make_sheet
from kg.review.writing import write_sheets

__all__ = [
    "Decision",
    "FactKey",
    "Reviewable",
    "Sheet",
    "Standing",
    "Verdict",
    "find_standing",
    "make_sheet",
    "read_decisions",
    "read_facts",
    "reviewed_articles",
    "reviews_name",
    "to_record",
    "to_update",
    "write_sheets",
]
