"""axe-core in a page as it stands: every rule it knows, and the words of the screens to come."""

import json
from typing import Any

from playwright.async_api import Page, expect

from devtools.tree import WEB
from helpline.core.intake import Language

SCRIPT = (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text()
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
  }));
}"""


class Inspector:
    """Looks at one screen after another and keeps what it finds."""

    def __init__(self) -> None:
        self.screens: list[str] = []
        self.faults: list[str] = []

    async def look(self, page: Page, screen: str, sign: str = "") -> None:
        """Run axe on a page once it shows its sign, a CSS selector or `text=…`."""
        if sign:
            await expect(page.locator(sign).filter(visible=True).first).to_be_visible()
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(SCRIPT)
        found: list[dict[str, Any]] = await page.evaluate(RUN)
        self.screens.append(screen)
        self.faults += [f"{screen}: {one['id']} ({one['help']}) {one['nodes']}" for one in found]


def youth_words(language: Language) -> Any:
    """Return the sentences of the young person's page."""
    return json.loads((WEB / "src" / "text" / f"{language}.json").read_text())


def staff_words(language: Language) -> Any:
    """Return the sentences of the staff page."""
    return json.loads((WEB / "src" / "staff" / "text" / f"{language}.json").read_text())
