#!/bin/sh
# Finds what the checks need beside Python: a browser, Node.js with npm, Java (for the Nu HTML checker);
# with the argument "engines" what the tests in Firefox and WebKitGTK need, with "bench" what the
# measurements need beside that: the Debian Administrator's Handbook (prose in three languages), wrk, nginx.
# What is missing is installed where that can be done without asking; never waits for an answer.
set -eu
exec </dev/null
for=${1:-checks}
export DEBIAN_FRONTEND=noninteractive

have() { PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null 2>&1; }
have_java() { java -version >/dev/null 2>&1; }
have_browser() {
  [ -n "${CHROMIUM:-}" ] || have chromium || have google-chrome || have_playwright_browser
}
have_playwright_browser() {
  [ -x .venv/bin/python ] && .venv/bin/python - <<'END' 2>/dev/null
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    raise SystemExit(not Path(playwright.chromium.executable_path).exists())
END
}

have_webkit() {
  /usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null
}

# Debian's names of the packages that are missing
missing() {
  if [ "$for" = engines ]; then
    have firefox-esr || have firefox || echo firefox-esr
    have WebKitWebDriver || echo webkit2gtk-driver
    have Xvfb || echo xvfb
    have_webkit || echo "python3-gi gir1.2-webkit2-4.1" | tr ' ' '\n'
    return
  fi
  if [ "$for" = bench ]; then
    [ -d /usr/share/doc/debian-handbook/html/ja-JP ] || echo debian-handbook
    have wrk || echo wrk
    have nginx || echo nginx-light
    return
  fi
  have_browser || echo chromium
  have node || echo nodejs
  have npm || echo npm
  have_java || echo default-jre-headless
}

limited() {
  if have timeout; then timeout 900 "$@"; else "$@"; fi
}
apt() { limited apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 "$@"; }

if [ -n "${CHROMIUM:-}" ] && ! have "$CHROMIUM"; then
  echo "CHROMIUM names $CHROMIUM, which cannot be run: correct it or unset it." >&2
  exit 1
fi

packages=$(missing)
[ -n "$packages" ] || exit 0

if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing what the checks need: $(echo "$packages" | tr '\n' ' ')"
  apt update || true
  for package in $packages; do
    # asked again each time: some builds of nodejs bring npm with them
    if missing | grep -qx "$package"; then
      apt install -y --no-install-recommends "$package" || true
    fi
  done
fi
if [ "$for" = checks ] && ! have_browser && [ -x .venv/bin/playwright ]; then
  limited .venv/bin/playwright install chromium || true
fi

packages=$(missing | tr '\n' ' ')
[ -n "$packages" ] || exit 0
case $for in
  engines) echo "These tests need Firefox, and WebKitGTK with its driver, a virtual screen and bindings to Python." ;;
  bench) echo "The measurements need the Debian Administrator's Handbook in HTML, wrk and nginx." ;;
  *)
    echo "The checks need a Chromium browser, Node.js 18+ with npm, and Java 11+."
    echo "CHROMIUM=/path/to/browser names a browser elsewhere."
    ;;
esac >&2
echo "Missing here (as Debian names the packages): $packages" >&2
echo "Install them and run the command again." >&2
exit 1
