"""`webapp check`: whether everything that the dashboard stands on is there and works."""

from webapp.checkup.checking import check_all
from webapp.checkup.told import as_json, as_table, is_well

__all__ = ["as_json", "as_table", "check_all", "is_well"]
