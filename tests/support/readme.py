"""What the README says, where tests hold it to the code."""

import re
from pathlib import Path


def settings_named() -> set[str]:
    """The variables in its table of settings."""
    table = Path("README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| `")]
    return {name for row in rows for name in re.findall("`([A-Z0-9_]+)`", row.split("|")[1])}
