"""Time that passes in Redis alone: every key comes nearer to its end; and what lies there."""

from collections import Counter

from redis import Redis

_LATER = """
local endless, at = {}, "0"
repeat
  local found = redis.call("SCAN", at, "COUNT", 1000)
  at = found[1]
  for _, key in ipairs(found[2]) do
    local left = redis.call("PTTL", key)
    if left == -1 then
      endless[#endless + 1] = key
    elseif left >= 0 and left <= tonumber(ARGV[1]) then
      redis.call("UNLINK", key)
    elseif left >= 0 then
      redis.call("PEXPIRE", key, left - ARGV[1])
    end
  end
until at == "0"
return endless
"""


def pass_time(redis: Redis, seconds: float) -> list[str]:
    """So many seconds later; returns the keys that have no end. A key that SCAN shows twice ages
    twice, which it does only where the table of keys shrinks meanwhile."""
    endless = redis.eval(_LATER, 0, str(int(seconds * 1000)))
    assert isinstance(endless, list)
    return sorted({key.decode() for key in endless})


def longest_left(redis: Redis) -> int:
    """Seconds until the last key ends."""
    return max((int(redis.ttl(key)) for key in redis.scan_iter(count=1000)), default=0)


def sizes(redis: Redis) -> Counter[str]:
    """Bytes by purpose: what stands before the first colon of a key, `work:log` apart."""
    found: Counter[str] = Counter()
    keys = [*redis.scan_iter(count=1000)]
    for start in range(0, len(keys), 1000):
        some = keys[start : start + 1000]
        asked = redis.pipeline(transaction=False)
        for key in some:
            asked.memory_usage(key)
        for key, size in zip(some, asked.execute(), strict=True):
            first, second, *_ = [*str(key, "utf-8").split(":"), ""]
            log = first == "work" and second.startswith("log")
            found["work:log" if log else first] += int(size or 0)
    return found
