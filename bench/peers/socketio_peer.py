"""A relay on bare python-socketio, as its documentation shows it: PORT REDIS_URL bare|plain|tuned.

Two sides sit in a room; what one says is kept by one script (not by the bare one), told to the
other, and answered.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import uvloop
from aiohttp import web
from redis.asyncio import Redis
from socketio import AsyncRedisManager, AsyncServer

SCRIPT = Path(__file__).with_name("buffer.lua").read_text(encoding="utf-8")
TTL_MS, BOUND = 3_600_000, 2_000


class _Orjson:
    """orjson under the names of the standard library's module."""

    loads = staticmethod(orjson.loads)

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        return orjson.dumps(value).decode()


def relay(url: str | None, kind: str) -> web.Application:
    """Return an application that relays, with a buffer where there is a store and one is wanted."""
    options: dict[str, Any] = {"json": _Orjson} if kind == "tuned" else {}
    if url:
        options["client_manager"] = AsyncRedisManager(url)
    sio = AsyncServer(async_mode="aiohttp", cors_allowed_origins="*", **options)
    store = Redis.from_url(url) if url and kind != "bare" else None
    script = store.register_script(SCRIPT) if store else None
    chats: dict[str, str] = {}

    async def connect(sid: str, _: Any, auth: dict[str, str] | None) -> None:
        if auth:
            chats[sid] = auth["chat"]
            await sio.enter_room(sid, auth["chat"])

    async def say(sid: str, data: dict[str, Any]) -> dict[str, Any]:
        chat = chats[sid]
        seq = data["n"]
        if script:
            keys = [f"{part}:{{{chat}}}" for part in ("seq", "log", "ids")]
            entry = orjson.dumps(data)
            seq = await script(keys=keys, args=[data["cid"], entry, TTL_MS, BOUND])
        await sio.emit("said", {"chat": chat, "seq": seq, **data}, room=chat, skip_sid=sid)
        return {"ok": True, "seq": seq}

    sio.on("connect", connect)
    sio.on("say", say)
    sio.on("disconnect", lambda sid, _: chats.pop(sid, None))
    app = web.Application()
    sio.attach(app)
    return app


if __name__ == "__main__":
    port, url, kind = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    serve = partial(web.run_app, host="127.0.0.1", port=port, print=None, backlog=1024)
    loop = uvloop.new_event_loop() if kind == "tuned" else None
    serve(relay(url or None, kind), loop=loop, access_log=None)
