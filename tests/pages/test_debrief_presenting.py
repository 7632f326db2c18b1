"""While names are hidden no debrief is shown, and none is written: its words may hold names."""

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.debriefs import BUTTON, CALL, Find, Subject, section
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site

HIDDEN = "Names are hidden"


def present(site: Site) -> None:
    form = {"csrf_token": site.get("/sessions").field("csrf_token"), "presenting": "yes"}
    site.post("/presentation", form)


@pytest.fixture
def known(find_subject: Find, platform: Running) -> Subject:
    """Somebody of whom a debrief is there already."""

    def is_known(person: Profile) -> object:
        return person.first_name and platform.world.debriefs.read(person)

    return find_subject(is_known)


def test_no_shape_of_the_section_has_a_word_of_it(site: Site, known: Subject) -> None:
    known.press(site)
    known.comes_to_say(site, known.text)
    present(site)
    drawn = site.get("/sessions").field("csrf_token")
    part = f"{known.path}/debrief/now?shown=writing"

    headers = {**PARTIAL, "X-CSRF-Token": drawn}
    answer = site.client.get(part, base_url=PUBLIC_URL, headers=headers)
    shapes = [answer.get_data(as_text=True)]
    shapes += [site.get(path).html for path in (known.path, f"{known.path}/debrief")]

    for html in shapes:
        assert HIDDEN in html
        assert BUTTON not in html
        assert known.text not in html
        assert str(known.profile.first_name) not in html


def test_profile_is_asked_for_none_and_none_is_written(site: Site, subject: Subject) -> None:
    present(site)

    site.get(f"{subject.path}/debrief")
    subject.press(site)

    assert subject.platform.world.witness.arrivals(CALL) == []
    assert HIDDEN in section(site.get(subject.path))


def test_an_open_page_with_names_is_drawn_anew_when_it_asks_by_itself(
    site: Site, subject: Subject
) -> None:
    present(site)

    answer = site.client.get(
        f"{subject.path}/debrief/now?shown=writing", base_url=PUBLIC_URL, headers=PARTIAL
    )

    assert answer.headers["HX-Redirect"].startswith(f"{subject.path}/debrief/now")
    assert answer.data == b""


def test_a_part_that_says_so_can_look_again_once_names_are_shown(
    site: Site, subject: Subject
) -> None:
    present(site)
    look = site.get(subject.path).links()["Look again"]
    assert look == f"{subject.path}/debrief"
    assert HIDDEN in section(site.get(look))

    show = {"csrf_token": site.get("/sessions").field("csrf_token"), "presenting": ""}
    site.post("/presentation", show)

    assert BUTTON in section(site.partial(look))
