"""What the browser truly showed of a page, frame by frame."""

import asyncio
from typing import Any, Final

from playwright.async_api import BrowserContext, CDPSession, Page

WITHIN_S: Final = 20.0

_DRAWN_ROWS: Final = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  const ground = data.slice(-4);
  const differs = (at) => [0, 1, 2].some((part) => Math.abs(data[at + part] - ground[part]) > 8);
  let rows = 0;
  for (let row = 0; row < height; row++) {
    for (let at = row * width * 4, end = at + width * 4; at < end; at += 4) {
      if (differs(at)) { rows++; break; }
    }
  }
  return rows;
}"""


class Film:
    """Every frame shown of a page since `start`, with its time of day."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._frames: list[tuple[float, str]] = []
        self._more = asyncio.Event()
        self._acks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Keep every frame from now on, and wait for the first."""
        self._session.on("Page.screencastFrame", self._keep)
        await self._session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
        await self.frame_after(0)

    def _keep(self, frame: dict[str, Any]) -> None:
        self._frames.append((frame["metadata"]["timestamp"], frame["data"]))
        self._more.set()
        ack = self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})
        task = asyncio.ensure_future(ack)
        self._acks.add(task)
        task.add_done_callback(self._acks.discard)

    async def frame_after(self, at_s: float) -> str:
        """Return the first picture shown after a time of day."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                for shown_s, picture in self._frames:
                    if shown_s > at_s:
                        return picture
                self._more.clear()
                await self._more.wait()

    def latest(self) -> str:
        """Return the picture that is on the screen now."""
        return self._frames[-1][1]


async def film(page: Page) -> Film:
    """Return the running film of a page."""
    made = Film(await page.context.new_cdp_session(page))
    await made.start()
    return made


async def drawn_rows(context: BrowserContext, picture: str) -> int:
    """Return how many rows of a picture hold anything but its ground."""
    page = await context.new_page()
    rows: int = await page.evaluate(_DRAWN_ROWS, picture)
    await page.close()
    return rows
