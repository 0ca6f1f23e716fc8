-- Read a chat's log after a number.
-- KEYS     1 chat, 2 log
-- ARGV     1 number, 2 how many at most
-- Returns  number of the last message, number of the first one returned, the entries
local last = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
local first = last - redis.call('LLEN', KEYS[2]) + 1
local from = math.max(first, tonumber(ARGV[1]) + 1)
local entries = redis.call('LRANGE', KEYS[2], from - first, from - first + tonumber(ARGV[2]) - 1)
return {last, from, entries}
