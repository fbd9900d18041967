#!/usr/bin/env bash
# Looks whether this machine has what `make` needs, and installs the system packages it lacks.
# Usage: tools/setup.sh demo|window|test|bench
#
# Where the packages come another way, LANYARD_PACKAGES=installed leaves them alone.
set -euo pipefail
cd "$(dirname "$0")/.."

compiler=(build-essential pkg-config)
fonts=(fonts-noto-cjk fonts-noto-color-emoji)
window=(libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev libclang-dev)
# Without these the webview has no sound.
sound=(gstreamer1.0-plugins-base gstreamer1.0-plugins-good)
judges=(webkit2gtk-driver xvfb xauth zbar-tools poppler-utils sqlite3)
# A mail server to send to, and a certificate for it.
mailbox=(python3-venv openssl)
# What types into the real window, and what the readers beside ours are built with or judged by.
rivals=(webkit2gtk-driver xvfb xauth zbar-tools cmake sqlite3 python3-venv)
# A printer to print on, and a print server.
printers=(cups-ipp-utils cups-daemon cups-client dbus)

browsers=(chromium chromium-browser google-chrome-stable google-chrome)

stop() {
  printf '\nLanyard cannot be set up here: %s\n' "$1" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null
}

# Whether version $1 is at least $2.
reaches() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

check_rust() {
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  { has cargo && has rustc; } ||
    stop "Rust is missing. Install Rust $wanted or newer (https://rustup.rs) and try again."
  found=$(rustc --version | cut -d ' ' -f 2)
  reaches "$found" "$wanted" ||
    stop "Rust is $found, but $wanted or newer is needed. Run 'rustup update' and try again."
}

check_rust_tools() {
  { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 ||
    stop "rustfmt or clippy is missing. Run 'rustup component add rustfmt clippy' and try again."
}

check_node() {
  local wanted found
  wanted=$(sed -n 's/.*"node": ">=\(.*\)".*/\1/p' ui/package.json)
  { has node && has npm; } ||
    stop "Node is missing. Install Node $wanted or newer with npm (https://nodejs.org) and try again."
  found=$(node --version)
  reaches "${found#v}" "$wanted" ||
    stop "Node is ${found#v}, but $wanted or newer is needed (https://nodejs.org)."
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_browser() {
  local browser
  for browser in "${browsers[@]}"; do
    has "$browser" && return
  done
  return 1
}

# Debian and Ubuntu call it differently.
browser_package() {
  local package
  for package in chromium chromium-browser; do
    if apt-cache policy "$package" | grep -q 'Candidate: [^(]'; then
      echo "$package"
      return
    fi
  done
  echo chromium
}

install_packages() {
  local package missing=() as_root=() browser=no
  if ! has apt-get || ! has dpkg-query; then
    stop "this is neither Debian nor Ubuntu. Install what these packages of Debian hold:
  $*
and run it again with LANYARD_PACKAGES=installed before it."
  fi
  for package in "$@"; do
    if [ "$package" = chromium ]; then
      has_browser || browser=yes
    else
      is_installed "$package" || missing+=("$package")
    fi
  done
  if [ "${#missing[@]}" = 0 ] && [ "$browser" = no ]; then
    return
  fi
  if [ "$(id -u)" != 0 ]; then
    if has sudo; then
      as_root=(sudo)
    else
      if [ "$browser" = yes ]; then
        missing+=(chromium)
      fi
      stop "packages are missing, and there is neither root nor sudo. As root, run:
  apt-get install ${missing[*]}"
    fi
  fi
  printf '\n== Installing system packages\n'
  "${as_root[@]}" apt-get update || stop "apt-get could not update its lists; its message is above."
  if [ "$browser" = yes ]; then
    missing+=("$(browser_package)")
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet --yes --no-install-recommends "${missing[@]}" </dev/null ||
    stop "apt-get could not install ${missing[*]}; its message is above."
}

# A Python of its own in target/smtp; made again when what goes into it has changed.
install_mail_server() {
  local wanted=tests/smtp/requirements.txt folder=target/smtp
  if cmp -s "$wanted" "$folder/installed.txt"; then
    return
  fi
  printf '\n== Installing the mail server of the tests\n'
  python3 -m venv --clear "$folder" && "$folder/bin/pip" install --quiet --requirement "$wanted" ||
    stop "the mail server of the tests could not be installed; the message is above."
  cp "$wanted" "$folder/installed.txt"
}

purpose=${1:-}
case $purpose in
  demo) packages=("${compiler[@]}" "${fonts[@]}" chromium) ;;
  window) packages=("${compiler[@]}" "${fonts[@]}" "${window[@]}" "${sound[@]}") ;;
  test) packages=("${compiler[@]}" "${fonts[@]}" "${window[@]}" "${sound[@]}" "${judges[@]}" "${printers[@]}" "${mailbox[@]}" chromium) ;;
  bench) packages=("${compiler[@]}" "${fonts[@]}" "${window[@]}" "${sound[@]}" "${rivals[@]}") ;;
  *)
    echo "Usage: tools/setup.sh demo|window|test|bench" >&2
    exit 2
    ;;
esac

check_rust
check_node
[ "$purpose" != test ] || check_rust_tools
[ "${LANYARD_PACKAGES:-}" = installed ] || install_packages "${packages[@]}"
[ "$purpose" != test ] || install_mail_server

# What the drawing of tickets is measured by.
if [ "$purpose" = bench ] && ! target/bench-python/bin/python -c 'import reportlab, segno' 2>/dev/null; then
  printf '\n== Installing the Python packages to measure by\n'
  { python3 -m venv target/bench-python &&
    target/bench-python/bin/pip install --quiet --disable-pip-version-check \
      segno==1.6.6 reportlab==4.4.4; } ||
    stop "the Python packages segno and reportlab could not be installed; the message is above."
fi
