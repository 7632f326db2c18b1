"""In front of everything else: answers again what it has seen to be the same."""

import time
from collections.abc import Callable, Iterable
from math import ceil
from typing import Any

from redis.exceptions import RedisError

from webapp import metrics
from webapp.api import ApiError, Listener
from webapp.api.exchange import Request
from webapp.api.known_answer import NOT_MODIFIED
from webapp.own_log import Buffered
from webapp.redis_connection.read_along import ReadAlong
from webapp.repeating.places import Key, Places
from webapp.repeating.recipe import Environ, Recipe, key_of
from webapp.request_watch import ENDPOINT
from webapp.responses.compression import quickly
from webapp.services import Services

AWAY = "webapp.redis_error"
"""Where a request has what Redis failed with before the app was asked."""

App = Callable[[Any, Any], Iterable[bytes]]
Start = Callable[..., Any]


class Repeating:
    """WSGI; what it does not answer goes to the app as ever."""

    def __init__(self, app: App, services: Services, places: Places):
        self._app = app
        self._services = services
        self._places = places

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        try:
            recipe = self._fitting(environ) if environ["REQUEST_METHOD"] == "GET" else None
        except RedisError as error:
            environ[AWAY] = error  # it was waited for, and is not to be waited for again
            recipe = None
        if recipe is None:
            return self._app(environ, start_response)
        environ[ENDPOINT] = recipe.endpoint
        body = recipe.body(recipe.person)
        if recipe.coding:
            body = quickly(recipe.coding, body)
        start_response("200 OK", [*recipe.headers, ("Content-Length", str(len(body)))])
        return [body]

    def _fitting(self, environ: Environ) -> Recipe | None:
        """How the answer to this very request is made; None where it is to be drawn anew."""
        key = key_of(environ)
        connection_id = self._places.of(key)
        if not connection_id:
            return None
        recipe = self._known(key, connection_id)
        metrics.CACHE.add("repeating", "hit" if recipe else "miss")
        return recipe

    def _known(self, key: Key, connection_id: str) -> Recipe | None:
        recipe = self._services.memories.of(connection_id).recalled((Recipe, key))
        if not isinstance(recipe, Recipe):
            return None
        settings, now = self._services.settings, time.time()
        idle, most = settings.session_idle_seconds, settings.session_max_seconds
        if not recipe.still_tells(now, idle, most) or not self._reads_alike(recipe):
            return None
        return recipe if self._is_answered_alike(recipe, recipe.began_at + most - now) else None

    def _reads_alike(self, recipe: Recipe) -> bool:
        """Whether all that was read of Redis is unchanged; lives begin anew as ever."""
        redis = self._services.redis
        if not isinstance(redis, ReadAlong):
            return False
        return redis.together(recipe.questions) == list(recipe.answers)

    def _is_answered_alike(self, recipe: Recipe, seconds_left: float) -> bool:
        """Whether the platform says the same as before; the log tells that it was asked."""
        deeds = Buffered()
        try:
            return all(self._alike(*call, recipe, deeds) for call in recipe.calls)
        except ApiError:
            return False  # it is asked once more, and what it says is told
        finally:
            self._services.own_log.write(recipe.owner, deeds.done, max(1, ceil(seconds_left)))

    def _alike(self, request: Request, body: bytes, recipe: Recipe, listener: Listener) -> bool:
        token = recipe.tokens.access_token
        answer = self._services.outbound.ask_again(request, token, listener)
        return answer.status == NOT_MODIFIED or (answer.status == 200 and answer.body == body)
