"""All that a session can live through, so that whatever is said on the way can be searched."""

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.debriefs import CALL, Subject
from tests.support.saved_views import save
from tests.support.site import Site


def live_through_everything(site: Site, platform: Running) -> None:
    """Sign in, look around, renew, meet failures of every kind, sign out."""
    site.finish_sign_in(consent.answer(site.begin_sign_in()) + "&iss=https://evil.test", status=400)
    site.sign_in()
    site.get("/team")
    save(site, "Everybody")
    site.partial("/team", q="a")
    person = next(href for href in site.get("/team").links().values() if "/team/" in href)
    site.get(person)
    platform.world.ledger.expire_access_tokens()
    site.get("/team")
    _have_debriefs(site, platform)
    for kind in (Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.UNAUTHORIZED, Kind.TOO_MANY):
        platform.world.faults.add(Fault(kind, path="/api/v4/profiles"))
        site.client.get("/team")
        platform.world.faults.clear()
    for kind in (Kind.BROKEN, Kind.RESET, Kind.HTML):
        platform.world.ledger.expire_access_tokens()
        platform.world.faults.add(Fault(kind, path="/oauth/token"))
        site.get("/team", status=502)
        platform.world.faults.clear()
    site.post("/sign-out", {"csrf_token": "wrong"}, status=403)


def _have_debriefs(site: Site, platform: Running) -> None:
    """One for each way in which it can end."""
    debriefs, account = platform.world.debriefs, platform.world.accounts[0]
    people = [p for p in account.profiles.page(1, 60) if p.disc and not debriefs.read(p)]
    failing = (Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.UNAUTHORIZED, Kind.FORBIDDEN)
    for person, kind in zip(people, (None, *failing), strict=False):
        subject = Subject(person, platform)
        subject.part(site)
        if kind is not None:
            platform.world.faults.add(Fault(kind, path=CALL))
        subject.press(site)
        subject.comes_to_an_end(site)
        subject.part(site, "writing")
        platform.world.faults.clear()
