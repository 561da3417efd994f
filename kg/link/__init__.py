"""The same attack, person and organisation in several reports: proposed, scored, recorded, never merged.

features → blocking and score, contradictions → decide → record. A decision is a node of its own with its
score and its reasons, in the graph `<base>links`; what the reports' own graphs say is left as it is.
"""

from kg.link.decide import AGENT_THRESHOLD, ATTACK_THRESHOLD, Outcome, decide_links
from kg.link.features import Features, read_features
from kg.link.record import Links, links_name, parse_links, serialise_links

__all__ = [
    "AGENT_THRESHOLD",
    "ATTACK_THRESHOLD",
    "Features",
    "Links",
    "Outcome",
    "decide_links",
    "links_name",
    "parse_links",
    "read_features",
    "serialise_links",
]
