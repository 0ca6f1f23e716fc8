"""Our sockets as the doors make them, and above them a relay that keeps nothing: PORT."""

import sys
from typing import Any

import orjson
import uvloop
from aiohttp import web

from helpline.edge.engine.events import EventServer
from helpline.edge.sockets import server
from helpline.wire.catalogue import Door

DOOR = Door.YOUTH


def relay(sio: EventServer) -> web.Application:
    """Return an application that relays what one of two says to the other."""
    chats: dict[str, list[str]] = {}
    chat_of: dict[str, str] = {}

    async def connect(sid: str, _: Any, auth: dict[str, str] | None) -> None:
        if auth:
            chat_of[sid] = auth["chat"]
            chats.setdefault(auth["chat"], []).append(sid)

    async def say(sid: str, data: dict[str, Any]) -> dict[str, Any]:
        chat, seq = chat_of[sid], data["n"]
        told = {"chat": chat, "seq": seq, "sender": "youth", **data}
        for other in chats[chat]:
            if other != sid:
                sio.tell(other, DOOR, "said", orjson.dumps(told).decode())
        return {"ok": True, "seq": seq}

    sio.on("connect", connect, namespace=DOOR)
    sio.on("say", say, namespace=DOOR)
    app = web.Application()
    sio.attach(app)
    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    web.run_app(
        relay(server(f"http://127.0.0.1:{port}", (DOOR,))),
        host="127.0.0.1",
        port=port,
        print=None,
        backlog=1024,
        access_log=None,
        loop=uvloop.new_event_loop(),
    )
