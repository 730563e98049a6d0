"""Imported by the server of children: what every child needs, read once."""

from coachdesk.kernel.search.analysis import terms
from tests.faults import writer

WRITER = writer.write_for_ever
terms("tapaamisista")  # reads the dictionaries
