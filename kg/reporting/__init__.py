"""Reports to hand on: attacks with their evidence as one HTML file that needs nothing beside it.

Sits on top of `kg.serve`'s views, without the server.
"""

from __future__ import annotations

from kg.reporting.choosing import MOST_ATTACKS, Chosen, choose_attacks
from kg.reporting.gathering import Handout, gather
from kg.reporting.rendering import render, render_attack

__all__ = ["MOST_ATTACKS", "Chosen", "Handout", "choose_attacks", "gather", "render", "render_attack"]
