"""How entries are put at the end of a log, in one step."""

APPEND = """
local function lasts(key)
    if redis.call('TTL', key) < tonumber(ARGV[3]) then redis.call('EXPIRE', key, ARGV[3]) end
end

local head = redis.call('GET', KEYS[1]) or ''
if head == ARGV[2] then return 1 end
if head ~= ARGV[1] then return head end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
for entry = 5, #ARGV do redis.call('RPUSH', KEYS[2], ARGV[entry]) end
redis.call('LTRIM', KEYS[2], -ARGV[4], -1)
lasts(KEYS[1])
lasts(KEYS[2])
return 1
"""
"""KEYS: the head and the entries, in one slot of a Cluster. ARGV: the head as last seen ('' for
none), the one to be, seconds to live at least, how many entries are kept, and the entries.

1 where they were written (by the try before, where redis-py sends it again); the head that lies
there, where that is another. A log that is there outlives its first tokens, since a renewed
connection goes on with it.
"""
