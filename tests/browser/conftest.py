"""A real headless Chromium for tests marked ``browser``; they are skipped, saying so, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Runs before anything in the page. It notes what must never happen, and is not bound by the page's policy.
WATCH = """
window.seen = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => { window.seen.push(name); return null; };
window.eval = () => { window.seen.push("eval"); };
document.addEventListener("securitypolicyviolation", found =>
  window.seen.push("policy: " + found.violatedDirective + " " + found.blockedURI));
"""


def _found(*names: str) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Drive one Chromium for the session, with a fresh profile and every request logged."""
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    browser = _found("chromium", "chromium-browser", "google-chrome")
    driver = _found("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no chromium with chromedriver on PATH (Debian: chromium and chromium-driver)")
    options = selenium.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = selenium.ChromeService(executable_path=driver)
    made = selenium.Chrome(options=options, service=service)
    made.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield made
    made.quit()


@pytest.fixture
def resize(chromium: Any) -> Iterator[Any]:
    """Return a function that sets the width of the page and its colour scheme, as a device would."""

    def to(width: int, scheme: str = "light") -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    yield to
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return where a test writes the page it opens."""
    return tmp_path / "brief.html"
