# shellcheck shell=bash
# A Debian with nothing but its base system, in a chroot that vanishes at the end. Sourced by the tests that need one,
# which must be root. $root is the repository, $place the chroot, $name the test.
suite=bookworm
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
name="$(basename "$0")"
place=

say() { printf '%s: %s\n' "$name" "$*"; }
fail() {
  printf '%s: error: %s\n' "$name" "$*" >&2
  exit 1
}

# The archive that this machine uses, else Debian's.
mirror() {
  local found
  found="$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs: *|deb +)(http[^ ]*\/debian)\/?( .*)?$/\2/p' || true)"
  found="${found%%$'\n'*}"
  printf '%s\n' "${found:-http://deb.debian.org/debian}"
}

# Makes $place; removes it when the script ends.
make_chroot() {
  local log settings
  place="$(mktemp -d "${TMPDIR:-/var/tmp}/silowalk-$name.XXXXXX")"
  chmod 755 "$place" # an ordinary user goes in too
  trap 'rm -rf --one-file-system "$place"' EXIT
  trap 'exit 1' INT TERM
  say "$suite from $(mirror) into $place"
  log="$(mktemp)"
  debootstrap --variant=minbase "$suite" "$place" "$(mirror)" >"$log" 2>&1 || {
    tail -n 20 "$log"
    rm -f "$log"
    exit 1
  }
  rm -f "$log"

  # The network as this machine reaches it: names, proxies, and how it treats dates of package lists.
  cp --dereference /etc/resolv.conf /etc/hosts "$place/etc/"
  for settings in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [[ -f "$settings" ]] && grep -q 'Acquire::' "$settings" && ! grep -qi 'DPkg::\|Post-Invoke' "$settings"; then
      cp "$settings" "$place/etc/apt/apt.conf.d/"
    fi
  done
}

# inside COMMAND...: runs it in the chroot as root, with an empty environment and stdin closed. Mounts live in a namespace of
# their own and vanish with it, as do all processes.
inside() {
  # shellcheck disable=SC2016 # the inner shell expands it
  unshare --mount --pid --fork --kill-child -- bash -c '
    set -euo pipefail
    mount --types proc proc "$0/proc"
    mount --rbind /dev "$0/dev"
    exec chroot "$0" env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin CI=true ${http_proxy:+http_proxy="$http_proxy"} "$@" <&-
  ' "$place" "$@"
}

# run_stage N: carries out stage N (1: build, 2: the image) of tools/Containerfile in the chroot. `COPY . FOLDER` must have
# been done by the caller; what is copied from the build stage comes from this repository's build folder.
run_stage() {
  local wanted="$1" stage=0 folder=/ line keyword rest from to files=()
  while IFS= read -r line; do
    keyword="${line%% *}" rest="${line#* }"
    if [[ "$keyword" == FROM ]]; then stage=$((stage + 1)); fi
    if ((stage != wanted)); then continue; fi
    case "$keyword" in
      FROM | ENTRYPOINT | '' | '#'*) ;;
      WORKDIR)
        folder="$rest"
        mkdir -p "$place$folder"
        ;;
      RUN)
        say "RUN $rest"
        inside env --chdir="$folder" sh -c "$rest" || fail "failed: RUN $rest"
        ;;
      COPY)
        read -r from rest to <<<"$rest"
        if [[ "$from" == . ]]; then
          [[ -d "$place$rest/tools" ]] || fail "COPY $from $rest: not done"
          continue
        fi
        [[ "$from" == --from=build ]] || fail "run_stage does not know COPY $from"
        mapfile -t files < <(compgen -G "$root/${rest#/silowalk/}")
        ((${#files[@]} == 1)) || fail "COPY: ${#files[@]} files are $rest"
        cp "${files[@]}" "$place$to" || fail "failed: COPY $rest"
        ;;
      *) fail "run_stage does not know $keyword" ;;
    esac
  done < <(sed -e ':join' -e '/\\$/{N;s/\\\n *//;b join' -e '}' "$root/tools/Containerfile")
}
