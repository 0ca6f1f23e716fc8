-- Move a chat's deadline, unless the chat has changed since it was loaded.
-- KEYS     1 chat, 2 deadlines
-- ARGV     1 version it was loaded with, 2 chat, 3 new time
-- Returns  1 moved; 0 changed meanwhile, the change has set the deadline
if redis.call('HGET', KEYS[1], 'v') ~= ARGV[1] then return 0 end
redis.call('ZADD', KEYS[2], 'XX', ARGV[3], ARGV[2])
return 1
