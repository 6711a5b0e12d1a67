# Functions of the scripts that install tools; read with `.`, not run.

# require <command> <what to do without it>
require() {
  command -v "$1" >/dev/null && return
  echo "error: $1 is missing. $2" >&2
  exit 1
}

# has_version <command> <version>
has_version() {
  "$1" --version 2>/dev/null | grep -qwF -- "$2"
}

# cargo_install <crate> [options]: outside the project's target folder, for speed of building
cargo_install() {
  echo "Installing $1: this takes a few minutes, once." >&2
  env -u CARGO_TARGET_DIR -u CARGO_BUILD_TARGET \
    CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
    CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_DEBUG=false \
    cargo install --quiet "$@"
}

# npm_install <folder of a package>: again only when its lock file has changed
npm_install() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.lock-installed" && return
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
  cp "$1/package-lock.json" "$1/node_modules/.lock-installed"
}

# apt_install <packages>
apt_install() {
  require apt-get "Install these by hand: $*"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    require sudo "Install these as root: apt-get install $*"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@"
}
