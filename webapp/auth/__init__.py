"""Who is signed in, and their tokens. No HTML, and no knowledge of the platform's REST API."""
