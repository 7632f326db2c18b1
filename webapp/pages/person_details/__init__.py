"""Edit how a person is called and reached, and delete them."""

from webapp.pages.person_details.views import blueprint

__all__ = ["blueprint"]
