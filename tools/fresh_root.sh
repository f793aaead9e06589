#!/bin/sh
# tools/fresh_root.sh [--keep] [COMMAND...]: proves that the repository needs only git and a shell. Makes a minimal Debian with
# debootstrap in a temporary folder, clones the committed state of this repository into it, and runs ./run and ./check there, or
# COMMAND. Needs root. How this machine reaches package registries (apt sources, pip settings, certificates, names) is copied in
# for the run; --keep leaves the folder.
set -eu
cd "$(dirname "$0")/.."

keep=no
if [ "${1:-}" = --keep ]; then
    keep=yes
    shift
fi
command -v debootstrap >/dev/null || { echo "needs debootstrap: apt-get install debootstrap" >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "needs root, for chroot" >&2; exit 1; }

root=$(mktemp -d "${TMPDIR:-/tmp}/postdex-root.XXXXXX")
chmod 755 "$root" # others than root live there too
# shellcheck disable=SC2317,SC2329  # called by the trap
clean_up() {
    for place in dev/shm dev/pts dev proc; do
        ! mountpoint -q "$root/$place" || umount "$root/$place"
    done
    if [ "$keep" = yes ]; then
        echo "kept: $root"
    else
        rm -rf --one-file-system "$root"
    fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# One file or folder of this machine, in the same place there.
copy_in() {
    [ -e "$1" ] || return 0
    mkdir -p "$root$(dirname "$1")"
    rm -rf "${root:?}$1"
    cp -rL "$1" "$root$(dirname "$1")/"
}

# Where this machine gets Debian from: "URI suite" lines; Debian's own mirror when it does not say.
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
origins=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(ORIGIN)' 'Created-By: Packages' 2>/dev/null | awk '$3 == "Debian" { print $1, $2 }' | sort -u)
mirror=$(printf '%s\n' "$origins" | awk -v suite="$suite" '$2 == suite { print $1; exit }')

echo "== debootstrap $suite"
debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 ||
    { tail -n 20 "$root.log" >&2; exit 1; }
rm -f "$root.log"
[ -z "$origins" ] || printf '%s\n' "$origins" | sed 's/.*/deb & main/' >"$root/etc/apt/sources.list"
for place in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs /usr/local/share/ca-certificates; do copy_in "$place"; done
# How pip and others are told to reach their registries; not where this machine keeps wheels of its own.
settings=$(env | grep -E '^(PIP_CERT|PIP_INDEX_URL|PIP_DEFAULT_TIMEOUT|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)=' || true)

mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
[ ! -d /dev/shm ] || mount --bind /dev/shm "$root/dev/shm"

echo "== what is there: git, a shell; what is not:"
chroot "$root" sh -c 'for program in git sh cc gcc clang python3 make pip; do
    printf "   %-8s %s\n" "$program" "$(command -v "$program" || echo -)"; done'

git bundle create -q "$root/postdex.bundle" HEAD
inside() {
    # shellcheck disable=SC2086  # a setting has no spaces
    chroot "$root" env -i HOME=/home/project PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        TERM=dumb CI=true $settings sh -c "$1"
}
inside 'git clone -q -c advice.detachedHead=false /postdex.bundle /home/project/postdex'
shared=${POSTDEX_SHARED:-$PWD/../shared}
[ ! -d "$shared" ] || cp -rL "$shared" "$root/home/project/shared"

if [ $# -gt 0 ]; then
    inside "cd /home/project/postdex && $*"
else
    echo "== ./run"
    inside 'cd /home/project/postdex && ./run'
    echo "== ./run again (nothing to install, nothing to build)"
    inside 'cd /home/project/postdex && ./run >/dev/null'
    echo "== ./check"
    inside 'cd /home/project/postdex && ./check'
fi
