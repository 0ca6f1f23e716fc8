"""Whether a process that crashed has written down anything of a chat."""

from pathlib import Path

from tests.faults.campaign.scene import Scene


def in_flight(scene: Scene) -> list[bytes]:
    """Return what is on its way now: the bodies, ids and chats of what is not known to be shown."""
    words: set[str] = set()
    for outbox in scene.outboxes():
        words.add(outbox._pen.chat)
        for item in [*outbox._items, *outbox._kept.values()]:
            words.add(item.cid)
            if item.envelope is not None:
                words.add(item.envelope.body[:40])
    return [word.encode() for word in words if word]


def look(scene: Scene, words: list[bytes], *logs: Path) -> None:
    """Search logs, and the folder for a core file; note how many hits there were."""
    hits = sum(word in log.read_bytes() for log in logs for word in words)
    hits += len([*scene.place.folder.glob("core*")])
    scene.noted["F19 words in logs"].append(hits)
    if hits:
        scene.wrong("text in a log", f"{hits} of {len(words)} words in flight")
