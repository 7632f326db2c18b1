"""Reads the list, revokes what is in it, and reads the list again: that alone is the proof.

Source: seed 003, "Revoking access"; grants reference, "Calls": a 404 means that it was gone
already, which is as wished where the list says so, too.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import msgspec
from redis.exceptions import RedisError

from webapp.api import NotOffered, TokenRefused, TooMany, Unavailable, UnexpectedAnswer
from webapp.api.grants import Grant, GrantsApi
from webapp.auth.errors import AuthError
from webapp.revoking.failures import FORESEEN, failed
from webapp.revoking.revocation import Reason, Result, Revocation, Target

FOR_ALL = (TokenRefused, TooMany, AuthError)
"""What the next call would meet as well."""
LONGEST_WAIT = 15
"""Seconds for which the platform's wish for patience is waited out; then it is told instead."""


@dataclass(frozen=True)
class Work:
    """`lock` keeps the person's other revocations waiting; `note` keeps how far it is."""

    grants: GrantsApi
    lock: Callable[[], AbstractContextManager[None]]
    note: Callable[[Revocation], None]
    clock: Callable[[], float] = time.time
    pause: Callable[[float], None] = time.sleep


def carry_out(revocation: Revocation, work: Work) -> Revocation:
    """Take away what is still pending. Of two tabs at once the second finds all of it gone."""
    try:
        with work.lock():
            there = {grant.id: grant for grant in work.grants.every()}
            revocation = _proved(_each(revocation, there, work), work)
    except FORESEEN as error:  # nothing was sent
        revocation = _given_up(revocation, error, work.clock())
    return msgspec.structs.replace(revocation, is_over=True)


def _each(revocation: Revocation, there: dict[str, Grant], work: Work) -> Revocation:
    """One by one, until there is no point in going on."""
    for target in revocation.targets:
        if target.result is Result.PENDING:
            try:
                revocation = revocation.told(_revoked(target, there, work))
                work.note(revocation)
            except (*FOR_ALL, RedisError) as error:  # what was sent is told, noted or not
                return _given_up(revocation, error, work.clock())
    return revocation


def _given_up(revocation: Revocation, error: Exception, now: float) -> Revocation:
    for target in revocation.targets:
        if target.result is Result.PENDING:
            revocation = revocation.told(failed(target, error, now))
    return revocation


def _revoked(target: Target, there: dict[str, Grant], work: Work) -> Target:
    """What came of one. Raises what would befall all others, too."""
    grant = there.get(target.grant_id)
    if grant is None:
        return msgspec.structs.replace(target, result=Result.ALREADY, at=work.clock())
    try:
        _patiently(grant, work)
    except FOR_ALL:
        raise
    except FORESEEN as error:  # it may have been done all the same: the next reading tells
        return failed(target, error, None if _is_open(error) else work.clock())
    return msgspec.structs.replace(target, result=Result.UNPROVED, at=work.clock())


def _is_open(error: Exception) -> bool:
    if isinstance(error, Unavailable):
        return error.was_sent
    return isinstance(error, UnexpectedAnswer) and not isinstance(error, NotOffered)


def _patiently(grant: Grant, work: Work) -> None:
    try:
        work.grants.revoke(grant)
    except TooMany as error:
        seconds = 1 if error.retry_after is None else max(1, error.retry_after)
        if seconds > LONGEST_WAIT:
            raise
        work.pause(seconds)
        work.grants.revoke(grant)


def _proved(revocation: Revocation, work: Work) -> Revocation:
    """By a fresh reading, where there is anything to prove, and one can be had."""
    unsure = (Result.UNPROVED, Result.FAILED)
    if not any(target.result in unsure for target in revocation.targets):
        return revocation
    try:
        there = {grant.id for grant in work.grants.every()}
    except FORESEEN:
        return revocation
    for target in revocation.targets:
        if target.result in unsure:
            revocation = revocation.told(_judged(target, target.grant_id in there, work.clock()))
    return revocation


def _judged(target: Target, is_there: bool, now: float) -> Target:
    if not is_there:
        return Target(target.grant_id, target.name, Result.GONE, at=now)
    if target.result is Result.UNPROVED:
        return msgspec.structs.replace(target, result=Result.FAILED, reason=Reason.RESISTED, at=now)
    return msgspec.structs.replace(target, at=now)
