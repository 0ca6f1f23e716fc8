-- Take one sealed message into a chat's log, once.
-- KEYS     1 chat, 2 log, 3 numbers by message id
-- ARGV     1 right to write, 2 message id, 3 entry, 4 time (s), 5 time to live (ms), 6 entries
--          kept, 7 "asks" or "answers"
-- Returns  number of the message, 1 when it was shown already, connections of the youth, the
--          responder and a partner; -1 there is no such chat, -2 the sender may not write now
local writers, to = unpack(redis.call('HMGET', KEYS[1], 'w', 'to'))
if not writers then return -1 end
if not string.find(writers, ' ' .. ARGV[1] .. ' ', 1, true) then return -2 end
local known = redis.call('HGET', KEYS[3], ARGV[2])
if known then
  return {tonumber(string.match(known, '%d+')), string.find(known, ' ') and 1 or 0, to}
end
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
if redis.call('RPUSH', KEYS[2], ARGV[2] .. ' ' .. ARGV[3]) > tonumber(ARGV[6]) then
  local oldest = redis.call('LPOP', KEYS[2])
  redis.call('HDEL', KEYS[3], string.match(oldest, '^%S+'))
end
redis.call('HSET', KEYS[3], ARGV[2], seq)
redis.call('HSET', KEYS[1], 'at', ARGV[4])
for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[5]) end
if ARGV[7] ~= 'asks' then
  redis.call('HDEL', KEYS[1], 'asked')
elseif not redis.call('HGET', KEYS[1], 'asked') then
  redis.call('HSET', KEYS[1], 'asked', ARGV[4])
end
return {seq, 0, to}
