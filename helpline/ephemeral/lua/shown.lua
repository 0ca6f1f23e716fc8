-- Note that messages stand on the other page.
-- KEYS     1 chat, 2 numbers by message id
-- ARGV     1 right to write of whoever was shown them, 2… message ids
-- Returns  connections of the youth, the responder and a partner; -1 no such chat, -2 not a party
--          to it
local writers, to = unpack(redis.call('HMGET', KEYS[1], 'w', 'to'))
if not writers then return -1 end
if not string.find(writers, ' ' .. ARGV[1] .. ' ', 1, true) then return -2 end
for i = 2, #ARGV do
  local seq = redis.call('HGET', KEYS[2], ARGV[i])
  if seq and tonumber(seq) then redis.call('HSET', KEYS[2], ARGV[i], seq .. ' shown') end
end
return to
