-- Say that a node is alive; learn the era, the time and which nodes are.
-- KEYS     1 nodes, 2 era
-- ARGV     1 node, 2 random word, 3 life of a beat (s), 4 time to live of the keys (ms)
-- Returns  era, seconds and microseconds of the store's clock, nodes alive
-- An era ends when the store was emptied (its key is gone) or when what it holds is another
-- server's (its replication id has changed): numbers given before may be given anew.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[3]))
local server = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x%x%x%x%x%x%x%x)')
local era = redis.call('GET', KEYS[2])
if not era or string.sub(era, 1, 8) ~= server then
  era = server .. '.' .. ARGV[2] .. '.' .. time[1]
end
redis.call('SET', KEYS[2], era, 'PX', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {era, time[1], time[2], redis.call('ZRANGE', KEYS[1], 0, -1)}
