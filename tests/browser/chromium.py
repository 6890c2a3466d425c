"""Chromium without a window and without a network, driven over its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

_SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-port=0", "--remote-allow-origins=*",
)  # fmt: skip


class Tab:
    """One tab: what it logs and requests is kept."""

    def __init__(self, url: str) -> None:
        self._socket = websocket.create_connection(url, timeout=60)
        self._number = 0
        self.messages: list[str] = []  # console messages and errors
        self.requests: list[str] = []  # URLs of all requests
        for domain in ("Runtime", "Log", "Network", "Page"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Call a method of the protocol and give its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif message.get("method") == "Runtime.exceptionThrown":
            self.messages.append(str(params["exceptionDetails"]))
        elif message.get("method") == "Runtime.consoleAPICalled":
            self.messages.append(str(params["args"]))
        elif message.get("method") == "Log.entryAdded":
            self.messages.append(str(params["entry"]))

    def run(self, script: str) -> Any:
        """Evaluate a script in the page and give its value."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def open(
        self,
        page: Path,
        *,
        width: int = 1400,
        height: int = 900,
        is_dark: bool = False,
        ready: str = "document.documentElement?.dataset.ready === 'yes'",
    ) -> None:
        """Open a file and wait until the script ``ready`` gives true."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}, {"name": "prefers-reduced-motion", "value": "reduce"},
        ])  # fmt: skip
        self.call("Page.navigate", url=page.as_uri())
        self.wait(ready)

    def wait(self, script: str, seconds: float = 30) -> None:
        """Wait until a script gives true."""
        until = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > until:
                raise TimeoutError(f"{script}\n" + "\n".join(self.messages))
            time.sleep(0.05)

    def click(self, x: float, y: float) -> None:
        """Click at a point of the page."""
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.run("new Promise(done => setTimeout(done, 400))")  # vis-network waits for a second click

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a point of the page."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def picture(self, path: Path | None = None) -> bytes:
        """Take a screenshot, as PNG."""
        data = base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
        if path:
            path.write_bytes(data)
        return data

    def close(self) -> None:
        self._socket.close()


@contextmanager
def browser(path: str, profile: Path) -> Iterator[Tab]:
    """Start a Chromium with a fresh profile; give its first tab; end it."""
    process = subprocess.Popen(
        [path, *_SWITCHES, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        tab = Tab(_first_tab(profile / "DevToolsActivePort"))
        yield tab
        tab.close()
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its own session: nothing else is in it
        process.wait()


def _first_tab(port_file: Path) -> str:
    until = time.monotonic() + 30
    while not (port_file.exists() and port_file.read_text().strip()):
        if time.monotonic() > until:
            raise TimeoutError("Chromium did not start within 30 seconds.")
        time.sleep(0.05)
    port = port_file.read_text().splitlines()[0]
    while True:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
            tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
        if tabs:
            return str(tabs[0]["webSocketDebuggerUrl"])
        time.sleep(0.05)
