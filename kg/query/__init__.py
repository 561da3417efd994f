"""Graphs and a question → an answer: SPARQL in memory, and questions that come with the program."""

from kg.query.formats import FORMATS, format_answer
from kg.query.questions import Parameter, Question, bind_parameters, get_question, inline_parameters, list_questions
from kg.query.request import Request, describe_questions, make_request
from kg.query.run import GraphData, run_query

__all__ = [
    "FORMATS",
    "GraphData",
    "Parameter",
    "Question",
    "Request",
    "bind_parameters",
    "describe_questions",
    "format_answer",
    "get_question",
    "inline_parameters",
    "list_questions",
    "make_request",
    "run_query",
]
