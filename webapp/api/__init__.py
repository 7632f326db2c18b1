"""The platform's REST API v4: plain Python, which knows neither sessions nor Redis nor OAuth."""
