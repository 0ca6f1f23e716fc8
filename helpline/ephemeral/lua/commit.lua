-- Write several documents and their places in sorted sets, all or nothing.
-- KEYS     every key that ARGV names by its number
-- ARGV[1]  JSON list of writes: {k = key number, expect = version ("": must not exist),
--          v = new version, set = fields and values in turn, none of them: wipe;
--          also = key numbers wiped with it}
-- ARGV[2]  JSON list of places: {key number, member, score or "" (remove)}
-- ARGV[3]  time to live of every key written, in ms
-- Returns  1 written; 0 nothing written, a version was not the expected one
local writes, places, ttl = cjson.decode(ARGV[1]), cjson.decode(ARGV[2]), ARGV[3]
for _, w in ipairs(writes) do
  if (redis.call('HGET', KEYS[w.k], 'v') or '') ~= w.expect then return 0 end
end
for _, w in ipairs(writes) do
  if #w.set == 0 then
    redis.call('DEL', KEYS[w.k])
    for _, k in ipairs(w.also) do redis.call('DEL', KEYS[k]) end
  else
    redis.call('HSET', KEYS[w.k], 'v', w.v, unpack(w.set))
    redis.call('PEXPIRE', KEYS[w.k], ttl)
    for _, k in ipairs(w.also) do redis.call('PEXPIRE', KEYS[k], ttl) end
  end
end
for _, p in ipairs(places) do
  if p[3] == '' then
    redis.call('ZREM', KEYS[p[1]], p[2])
  else
    redis.call('ZADD', KEYS[p[1]], p[3], p[2])
    redis.call('PEXPIRE', KEYS[p[1]], ttl)
  end
end
return 1
