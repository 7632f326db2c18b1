"""Everything that goes back to the browser: pages and partials, redirects, errors, headers."""
