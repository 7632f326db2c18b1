"""Calls that we assume: a platform may lack them."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from werkzeug.exceptions import MethodNotAllowed, NotFound

from sandbox.current import world

P = ParamSpec("P")
R = TypeVar("R")


def offered(switch: str, others: Sequence[str] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets a view be called only while this switch of `world.extensions` is on, whatever the token
    allows. Else it is 404, or 405 where the address has `others`, which are its other methods.
    """

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if getattr(world().extensions, switch):
                return view(*args, **kwargs)
            if others:
                raise MethodNotAllowed(others)
            raise NotFound

        return guarded

    return guard
