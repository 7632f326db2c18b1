"""Connected apps at a Profile that takes its time."""

from dataclasses import replace

from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.connected_apps import GRANTS, LIST, Apps
from tests.support.site import Site
from webapp import create_app
from webapp.bounded_http import Limits
from webapp.outbound import Outbound
from webapp.services import build_services
from webapp.settings import Settings

NAME = "Ferrywick Sync"


def test_a_list_that_is_too_slow_is_said_to_be(
    settings: Settings, redis: Redis, platform: Running
) -> None:
    built = build_services(settings)
    hasty = Outbound(settings, built.endpoint, 4, Limits(read=0.3))
    site = Site(create_app(settings, replace(built, outbound=hasty)))
    site.sign_in()
    platform.world.faults.add(Fault(Kind.SLOW, origin="api", path=GRANTS, seconds=20))

    assert site.get(LIST, status=504).heading == "Profile is slow just now"


def test_a_slow_revocation_is_waited_for_and_proved(connected: Apps) -> None:
    page = connected.confirmation(NAME)
    slow = Fault(Kind.SLOW, origin="api", path=f"{GRANTS}/", method="DELETE", seconds=0.8)
    connected.platform.world.faults.add(slow)
    told = connected.site.get(connected.send(page).headers["Location"])

    assert f"{NAME} is confirmed gone at " in told.text
