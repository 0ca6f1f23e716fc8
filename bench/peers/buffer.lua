-- What a peer needs to keep a message: once, numbered, bounded, and gone by itself.
-- KEYS     1 last number, 2 log, 3 numbers by message id
-- ARGV     1 message id, 2 entry, 3 time to live (ms), 4 entries kept
-- Returns  number of the message
local known = redis.call('HGET', KEYS[3], ARGV[1])
if known then return tonumber(known) end
local seq = redis.call('INCR', KEYS[1])
if redis.call('RPUSH', KEYS[2], ARGV[1] .. ' ' .. ARGV[2]) > tonumber(ARGV[4]) then
  redis.call('HDEL', KEYS[3], string.match(redis.call('LPOP', KEYS[2]), '^%S+'))
end
redis.call('HSET', KEYS[3], ARGV[1], seq)
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
return seq
