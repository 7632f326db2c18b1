"""People as a table, whichever page shows it: heads that sort, rows, links to other pages."""
