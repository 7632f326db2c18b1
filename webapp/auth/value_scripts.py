"""What is done to a value in Redis in one step, after a look at what lies there.

One key a script. A lost answer makes redis-py send a script again: for CLAIM, REPLACE and END
finding our own write counts as written.
"""

CLAIM = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then
    return 1
end
return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0
"""
"""Put a value where nothing lies yet, for so many seconds."""

REPLACE = """
local stored = redis.call('GET', KEYS[1])
if stored == ARGV[1] then
    redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
    return 1
end
return stored == ARGV[2] and 1 or 0
"""
"""Put another value in the place of the one that was read; its life stays."""

END = """
local stored = redis.call('GET', KEYS[1])
if stored == ARGV[1] then
    redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
    return 1
end
return stored == ARGV[2] and 1 or 0
"""
"""Put a tombstone in the place of the value that was read, for so many seconds."""

FOLLOW = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""
"""Put the second tombstone there, for so many seconds, unless the first lies there."""

TAKE = """
return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0
"""
"""Take away the value that was read."""
