#!/bin/sh
# Finds what the measurements need beside what the tests need: the Debian Administrator's Handbook
# (prose in three languages), wrk and nginx. Installs what is missing where that needs no asking.
set -eu
exec </dev/null
export DEBIAN_FRONTEND=noninteractive

have() { PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null 2>&1; }

# Debian's names of the packages that are missing
missing() {
  [ -d /usr/share/doc/debian-handbook/html/ja-JP ] || echo debian-handbook
  have wrk || echo wrk
  have nginx || echo nginx-light
}

apt() { apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 "$@"; }

packages=$(missing)
[ -n "$packages" ] || exit 0

if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing what the measurements need: $(echo "$packages" | tr '\n' ' ')"
  apt update || true
  for package in $packages; do
    apt install -y --no-install-recommends "$package" || true
  done
fi

packages=$(missing | tr '\n' ' ')
[ -n "$packages" ] || exit 0
echo "The measurements need the Debian Administrator's Handbook in HTML, wrk and nginx." >&2
echo "Missing here (as Debian names the packages): $packages" >&2
echo "Install them (as root on Debian this is done by itself) and run the command again." >&2
exit 1
