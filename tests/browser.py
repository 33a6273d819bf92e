"""A real browser without a window, spoken to over a pipe: what a page looks like, prints as and asks for."""

import base64
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from select import select
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
)
SECONDS = 60
AS_3_AND_4 = """
import os, sys
from fcntl import F_DUPFD, fcntl
high = [fcntl(int(number), F_DUPFD, 10) for number in sys.argv[1:3]]
for ours, theirs in zip(high, (3, 4)):
    os.dup2(ours, theirs)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Runs a program with two open files as its files 3 and 4: the browser is asked on the one and answers on the other."""


class Browser:
    """Headless Chromium with one page; every event it tells of is kept."""

    def __init__(self, home: Path) -> None:
        assert CHROMIUM is not None
        to_browser, our_end = os.pipe()
        our_ear, from_browser = os.pipe()
        command = [CHROMIUM, *QUIET, f"--user-data-dir={home / 'profile'}", "--remote-debugging-pipe", "about:blank"]
        wrapped = [sys.executable, "-c", AS_3_AND_4, str(to_browser), str(from_browser), *command]
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            wrapped, pass_fds=(to_browser, from_browser), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_browser)
        os.close(from_browser)
        self._say, self._hear = os.fdopen(our_end, "wb", buffering=0), os.fdopen(our_ear, "rb", buffering=0)
        self._heard = b""
        self._asked = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.asks("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.asks("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.asks(f"{domain}.enable")

    def asks(self, method: str, **parameters: object) -> Any:
        """Ask the browser for something by its name in the DevTools protocol; gives the answer."""
        self._asked += 1
        message: dict[str, object] = {"id": self._asked, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._say.write(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._asked:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def opens(self, page: Path) -> None:
        """Open a page and wait until it is there."""
        self.events.clear()
        self.asks("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def works_out(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        result = self.asks("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def looks(self, width: int, *, dark: bool = False) -> None:
        """Show the page so many pixels wide, in light or in dark colours."""
        self.asks("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.asks("Emulation.setEmulatedMedia", media="", features=[scheme])

    def pictured(self) -> bytes:
        """The whole page as a PNG."""
        return base64.b64decode(self.asks("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def printed(self) -> bytes:
        """The page as a PDF, on the paper it asks for."""
        return base64.b64decode(self.asks("Page.printToPDF", preferCSSPageSize=True)["data"])

    def barriers(self) -> list[str]:
        """What axe-core finds in the page against WCAG 2.2 AA and good practice, each with where; empty when nothing is wrong."""
        self.works_out((files("axe_playwright_python") / "axe.min.js").read_text("utf-8") + "; 0")
        found = self.works_out("axe.run(document, {resultTypes: ['violations']})")
        assert len(found["passes"]) > 20, "The checker did not run."
        return [f"{each['id']}: {node['html'][:150]}" for each in found["violations"] for node in each["nodes"]]

    def asked_for(self) -> list[str]:
        """Every address asked for since a page was opened."""
        return [event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """What the page or the browser complained of in its console since a page was opened."""
        kinds = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [json.dumps(event["params"]) for event in self.events if event["method"] in kinds]

    def closes(self) -> None:
        """End the browser that was started."""
        self._session = None
        self._say.write(b'{"id": 0, "method": "Browser.close"}\0')
        self._process.wait(SECONDS)
        self._say.close()
        self._hear.close()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            assert select([self._hear], [], [], SECONDS)[0], "The browser says nothing."
            more = self._hear.read(1 << 20)
            assert more, "The browser ended."
            self._heard += more
        message, self._heard = self._heard.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer
