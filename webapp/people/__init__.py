"""The people of an account and a question about them: who fits, in which order, and what their
results come to together. Pure, and shared by the pages, which are strangers to each other.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")
"""Read once, when Polars is imported: a request has one core, and the others are for the others."""
