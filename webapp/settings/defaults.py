"""What is taken where the environment says nothing."""

PROFILE = "https://vanguard.profilebehavior.com"
FIRST_SCOPES = "profiles:read tags:manage account:read"
CLIENT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
LOG_FORMATS = ("json", "plain")
LOG_LEVELS = ("WARNING", "DEBUG", "INFO", "ERROR")
"""Of choices the first is the default."""
LONGEST_HOURS = 30 * 24
"""Nobody stays signed in for longer, whatever the settings say."""
