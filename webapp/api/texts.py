"""Text as people read it: a blank is no text."""


def text(sent: str | None) -> str | None:
    """`sent` without the space around it; None when absent or blank."""
    return (sent.strip() or None) if sent else None
