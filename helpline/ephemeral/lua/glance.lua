-- Read documents that have changed since they were last read.
-- KEYS     documents
-- ARGV     what was read of each, as it is returned; "" for nothing
-- Returns  for each: 0 when nothing has changed; else version, times of the last message and of
--          the first one not answered, number of the last message, document
local found = {}
for i, key in ipairs(KEYS) do
  local now = redis.call('HMGET', key, 'v', 'at', 'asked', 'seq')
  local mark = (now[1] or '') .. ' ' .. (now[2] or '') .. ' ' .. (now[3] or '') .. ' ' .. (now[4] or '')
  if now[1] and mark == ARGV[i] then
    found[i] = 0
  else
    now[5] = redis.call('HGET', key, 'doc')
    found[i] = now
  end
end
return found
