"""How a failure on a real platform is told: no value that was read, no argument, no local."""

from pathlib import Path

import pytest

from tests.contract.wire import Disagreement

HERE = Path(__file__).parent


def told(raised: pytest.ExceptionInfo[BaseException]) -> str:
    """Where in these tests it failed, which kind of error, and the words of ours alone."""
    own = [entry for entry in raised.traceback if Path(entry.path).parent == HERE]
    where = [f"{Path(entry.path).name}:{entry.lineno + 1}: {entry.statement}" for entry in own[:1]]
    words = f": {raised.value}" if isinstance(raised.value, Disagreement) else ""
    return "\n".join([*where, f"{raised.typename}{words}"])
