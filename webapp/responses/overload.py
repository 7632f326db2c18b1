"""That there is too much to do."""


class Overloaded(Exception):
    """More is asked for at once than this dashboard can answer."""
