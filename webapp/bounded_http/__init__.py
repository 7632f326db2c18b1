"""HTTP to other hosts within bounds: an answer may neither take for ever nor fill the memory."""

from webapp.bounded_http.answer import Answer
from webapp.bounded_http.failures import (
    BrokenOff,
    HttpFailure,
    NoAnswer,
    NoConnection,
    NotDecompressed,
    NotTrusted,
    OutOfTime,
    TooLarge,
)
from webapp.bounded_http.hosts import Host, Hosts
from webapp.bounded_http.limits import ANSWERING, CONNECTING, Limits

__all__ = [
    "ANSWERING",
    "CONNECTING",
    "Answer",
    "BrokenOff",
    "Host",
    "Hosts",
    "HttpFailure",
    "Limits",
    "NoAnswer",
    "NoConnection",
    "NotDecompressed",
    "NotTrusted",
    "OutOfTime",
    "TooLarge",
]
