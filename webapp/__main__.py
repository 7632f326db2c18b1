"""``python -m webapp`` is the ``webapp`` command."""

from .cli import main

main()
