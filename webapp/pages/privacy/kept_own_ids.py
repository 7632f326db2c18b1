"""What is kept of work with own ids, and for how long. Pure."""

from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up


def of_files(lives: Lives) -> str:
    """A sentence on what lies beside other work."""
    return (
        "Of own ids the file that you chose to import, and what you did with a single one, each "
        f"for {span_up(lives.own_ids)}; of an import each own id with the id of its person, and "
        "what came of it."
    )
