"""The two shapes of a store under test: one server alone, or a master behind sentinels."""

import socket
from pathlib import Path

from tests.store import Server
from tests.stores import SentinelStore

FORGETS = {
    "repl-diskless-load": "swapdb",
    "slowlog-log-slower-than": "-1",
    "slowlog-max-len": "0",
    "crash-log-enabled": "no",
}
DOWN_AFTER_MS = 1_000
REPLICAS = 2
NOT_ALONE = {"min-replicas-to-write": "1", "min-replicas-max-lag": "2"}
"""As the operators' guide has it: a master that was cut off stops taking anything."""


class Store(Server):
    """A store that forgets, as nodes insist, and can be told to drop its connections."""

    def __init__(self, binary: str, folder: Path) -> None:
        self.log = folder / "store.log"
        super().__init__(binary, folder, self.log)

    def start(self) -> None:
        super().start()
        for name, value in FORGETS.items():
            self.tell(f"CONFIG SET {name} {value}")

    def drop_clients(self) -> None:
        self.tell("CLIENT KILL TYPE normal SKIPME yes")

    def tell(self, command: str) -> None:
        with socket.socket(socket.AF_UNIX) as ask:
            ask.connect(self.url.removeprefix("unix://"))
            ask.sendall(f"{command}\r\n".encode())
            ask.recv(64)


AnyStore = Store | SentinelStore
