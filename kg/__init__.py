"""From news reports of attacks to a graph that leads every fact back to its words."""

__version__ = "0.1.0"
