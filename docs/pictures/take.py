"""An interactive page in, the README's pictures out: python docs/pictures/take.py build/graph.html (needs Chromium)."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent.parent / "tests"))

from browser.chromium import Tab, browser  # noqa: E402  # the driver that the tests use

_CONTESTED = """(() => {
  const count = thing => thing.status === 'disputed' ? (thing.sayings || []).length : -1;
  const said = data => data.things.map((thing, id) => ({ id, n: count(thing) }));
  const { id } = said(__kg.data).sort((a, b) => b.n - a.n || a.id - b.id)[0];
  __kg.network.selectNodes([id]);
  __kg.network.focus(id, { scale: 0.75 });
  __kg.showThing(id);
})()"""


def take(page: Path, tab: Tab) -> None:
    """Take the whole graph, and its most contested event with what is said of it, in light and dark."""
    tab.open(page, width=1280, height=800)
    _keep(tab, "graph.png")
    for name, is_dark in (("event.png", False), ("event-dark.png", True)):
        tab.open(page, width=1280, height=800, is_dark=is_dark)
        tab.run(_CONTESTED)
        _keep(tab, name)


def _keep(tab: Tab, name: str) -> None:
    """Write a picture in the few colors that it needs."""
    image = Image.open(io.BytesIO(tab.picture())).convert("RGB")
    image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, browser(chromium, Path(profile)) as opened:
        take(Path(sys.argv[1]).resolve(), opened)
