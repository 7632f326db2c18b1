from webapp.background.moments import moment


def test_unix_seconds_are_told_in_utc() -> None:
    told = moment(1.0)
    assert told is not None
    assert told.isoformat() == "1970-01-01T00:00:01+00:00"


def test_what_has_no_moment_has_none() -> None:
    assert moment(None) is None
