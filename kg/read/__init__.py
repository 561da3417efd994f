"""Bytes → `Article`. Offsets never change afterwards; one bad input harms no other."""

from kg.read.dates import find_date
from kg.read.options import InputFormat, ReadOptions
from kg.read.records import Record, find_format, iter_report_files, read_articles, read_path, read_records
from kg.read.text import read_text

__all__ = [
    "InputFormat",
    "ReadOptions",
    "Record",
    "find_date",
    "find_format",
    "iter_report_files",
    "read_articles",
    "read_path",
    "read_records",
    "read_text",
]
