"""The dashboard beside what a team would take instead, measured in one run."""
