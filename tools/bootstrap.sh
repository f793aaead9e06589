# Sourced by ./run and ./check, from the top of the repository: finds or installs what a build needs, makes .venv and builds
# postdex into it. Each step looks first and does nothing when there is nothing to do. POSIX sh.

say() { printf '%s\n' "$*" >&2; }

# True when $1 is a Python that postdex supports.
python_fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && python_fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# Prints the Debian packages that stand between this machine and a build; nothing when all is there.
missing_packages() {
    command -v cc >/dev/null || command -v gcc >/dev/null || printf 'gcc '
    [ -e /usr/include/stdio.h ] || [ "$(uname)" != Linux ] || printf 'libc6-dev '
    if python=$(find_python); then
        "$python" - <<'END'
import importlib.util, sys, sysconfig
from pathlib import Path
name = f"python{sys.version_info.major}.{sys.version_info.minor}"
if not Path(sysconfig.get_path("include"), "Python.h").exists():
    print(name + "-dev", end=" ")
if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
    print(name + "-venv", end=" ")
END
    else
        printf 'python3 python3-dev python3-venv '
    fi
}

# Runs apt-get as root, or with a sudo that asks no password; false when neither can be.
apt() {
    if ! command -v apt-get >/dev/null; then
        return 1
    elif [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >&2
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >&2
    else
        return 1
    fi
}

stop_for_packages() {
    say ""
    if command -v apt-get >/dev/null; then
        say "postdex needs packages that are not here, and they could not be installed from this account. Say this, then start again:"
        say "    sudo apt-get update && sudo apt-get install -y $*"
    else
        say "postdex needs a C compiler and Python 3.11 or newer with its headers and venv. Install them, then start again:"
        case "$(uname)" in
            Darwin) say "    xcode-select --install; brew install python@3.13" ;;
            *) say "    sudo dnf install gcc python3-devel     (Fedora, RHEL)"
               say "    sudo zypper install gcc python3-devel  (SUSE)"
               say "    sudo pacman -S gcc python              (Arch)"
               say "    sudo apk add gcc musl-dev python3-dev  (Alpine)" ;;
        esac
    fi
    exit 1
}

need_packages() {
    packages=$(missing_packages)
    [ -n "$packages" ] || return 0
    say "not here yet: $packages"
    # shellcheck disable=SC2086  # a list of words
    apt update && apt install -y --no-install-recommends $packages || stop_for_packages "$packages"
    if ! find_python >/dev/null; then # an older release, whose python3 is older: a newer one may lie beside it
        for version in 3.13 3.12 3.11; do
            apt install -y --no-install-recommends "python$version" "python$version-dev" "python$version-venv" && break
        done
    fi
    packages=$(missing_packages)
    [ -z "$packages" ] || stop_for_packages "$packages"
}

# Packages that some checks want and can do without; what is missing shows as skipped tests.
want_packages() {
    command -v dpkg-query >/dev/null || return 0
    wanted=""
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok' || wanted="$wanted $package"
    done
    [ -n "$wanted" ] || return 0
    say "installing for the checks, as far as can be:$wanted"
    # shellcheck disable=SC2086
    { apt update && apt install -y --no-install-recommends $wanted; } || say "not installed; the checks that want them will be skipped:$wanted"
}

# make_venv GROUP: .venv with postdex in it, editable, and what GROUP of pyproject.toml names (none: the run-time dependency).
make_venv() {
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        rm -rf .venv
        "$(find_python)" -m venv .venv || exit 1
    fi
    stamp=$(cat pyproject.toml setup.py | cksum)
    if [ "$(cat ".venv/postdex-$1" 2>/dev/null)" != "$stamp" ]; then
        say "installing what Python needs into .venv"
        .venv/bin/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=25.1' 'setuptools>=77' >&2 || exit 1
        if [ "$1" != none ]; then
            .venv/bin/python -m pip install -q --disable-pip-version-check --group "$1" >&2 || exit 1
        fi
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-build-isolation -e . >&2 || exit 1
        printf '%s\n' "$stamp" >".venv/postdex-$1"
    fi
    POSTDEX_BUILD=${POSTDEX_BUILD:-release} .venv/bin/python setup.py -q build_ext --inplace >&2 || exit 1
}
