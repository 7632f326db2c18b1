"""`python -m webapp` is the `webapp` command."""

from webapp.cli import main

main()
