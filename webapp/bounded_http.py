"""HTTP to other hosts within bounds: an answer may neither take for ever nor fill the memory."""

from typing import Any

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from webapp.deadlines import running

CHUNK_BYTES = 64 * 1024


class TooLarge(Exception):
    """An answer goes on beyond its bound."""


def _watched(connection: HTTPConnection) -> None:
    deadline = running()
    if deadline is not None and connection.sock is not None:
        deadline.watch(connection.sock)


def _forgotten() -> None:
    """Before a connection lies in the pool, where the next may take it: urllib3 puts it there as
    soon as the last byte of a body was read, whoever reads.
    """
    deadline = running()
    if deadline is not None:
        deadline.forget()


class _Plain(HTTPConnection):
    def getresponse(self) -> Any:
        _watched(self)
        return super().getresponse()


class _Tls(HTTPSConnection):
    def getresponse(self) -> Any:
        _watched(self)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain

    def _put_conn(self, conn: Any) -> None:
        _forgotten()
        super()._put_conn(conn)


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls

    def _put_conn(self, conn: Any) -> None:
        _forgotten()
        super()._put_conn(conn)


class BoundedPools(PoolManager):
    """Connections that a Deadline can cut."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}


def whole_body(answer: BaseHTTPResponse, most: int) -> bytes:
    """All of an answer's body, decompressed; the connection is given back, or closed on failure.

    Raises TooLarge beyond `most` bytes, and as urllib3 does.
    """
    chunks, size = [], 0
    try:
        while chunk := answer.read1(CHUNK_BYTES, decode_content=True):
            size += len(chunk)
            if size > most:
                raise TooLarge
            chunks.append(chunk)
    except BaseException:
        answer.close()  # else the rest of it would be read as the next answer
        raise
    finally:
        answer.release_conn()
    return b"".join(chunks)
