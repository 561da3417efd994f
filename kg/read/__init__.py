"""Bytes → `Article`. Offsets never change afterwards; one bad input harms no other."""

from kg.read.dates import find_date
from kg.read.endings import find_format, holds_several, iter_report_files, stem_of
from kg.read.options import InputFormat, ReadOptions
from kg.read.raw import RawRecord
from kg.read.records import Record, parse_record, read_articles, read_path, read_records, split_source
from kg.read.text import read_text

__all__ = [
    "InputFormat",
    "RawRecord",
    "ReadOptions",
    "Record",
    "find_date",
    "find_format",
    "holds_several",
    "iter_report_files",
    "parse_record",
    "read_articles",
    "read_path",
    "read_records",
    "read_text",
    "split_source",
    "stem_of",
]
