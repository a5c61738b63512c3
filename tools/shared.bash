# shellcheck shell=bash
# What quickstart and test share. Sourced, with the repository's root as the working directory.

heading() { printf '\n== %s\n' "$*"; }

# One compiler at a time for each processor, and no more than memory holds (about 1.2 GB for the largest file).
jobs_at_once() {
  local processors gigabytes
  processors="$(nproc)"
  gigabytes="$(awk '/^MemAvailable:/ { print int($2 / 1200000) }' /proc/meminfo 2>/dev/null || true)"
  if [[ -n "$gigabytes" ]] && ((gigabytes < processors)); then processors=$((gigabytes > 0 ? gigabytes : 1)); fi
  printf '%d\n' "$processors"
}

# ccache needs a place that can be written to; without one it would fail every compilation.
ccache_place="$(ccache --get-config cache_dir 2>/dev/null || true)"
while [[ -n "$ccache_place" && ! -e "$ccache_place" ]]; do ccache_place="$(dirname "$ccache_place")"; done
if [[ ! -w "$ccache_place" ]]; then export CCACHE_DISABLE=1; fi

# Configures a preset into build-<preset>, afresh where a build folder came along from another place.
configure() {
  local preset="$1" cache="build-$1/CMakeCache.txt"
  shift
  local fresh=()
  if [[ -f "$cache" ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache"; then fresh=(--fresh); fi
  cmake --preset "$preset" "${fresh[@]}" --log-level=NOTICE "$@"
}
