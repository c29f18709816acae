"""quiz: from a document to a deck that an examiner would sign, and to remembering it."""

__version__ = "0.1.0"
