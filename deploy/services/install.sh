# Sourced by .ci/run and start.sh: collects the Debian packages that are missing, then installs them in one go.
missing=()

need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null || missing+=("$2")
}

postgresql_bin() { # the newest PostgreSQL's programs, which Debian keeps out of PATH
  find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1
}

need_postgresql() {
  [ -n "$(postgresql_bin)" ] || missing+=(postgresql)
}

install_missing() {
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing here: ${missing[*]}. Install them, for instance: sudo apt-get install ${missing[*]}" >&2
    return 1
  fi
  echo "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >/dev/null
}
