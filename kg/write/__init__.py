"""Conforming graphs to files: Turtle, N-Triples, N-Quads, TriG, JSON-LD."""

from kg.write.files import ENDINGS, WRITERS, format_of, open_whole, serialise, write_bytes, write_file

__all__ = ["ENDINGS", "WRITERS", "format_of", "open_whole", "serialise", "write_bytes", "write_file"]
