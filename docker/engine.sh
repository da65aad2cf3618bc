#!/usr/bin/env bash
# Runs a command with a Docker engine and the images that the tests use: docker/engine.sh COMMAND...
#
# An engine that answers is used as it is. Where none does, one from Debian's docker.io is started for the time of
# the command: as root, in a folder of its own, without a change to the firewall, and it is ended and removed after it.
# Where no registry is reachable, the base images and Kafka's are made from what this machine has: its shell and
# libraries, a JDK 25, and the jars that Maven fetched. Their names begin with event-router-local.
#
# The command gets DOCKER_HOST, EVENTROUTER_TEST_KAFKA_IMAGE and EVENTROUTER_TEST_IMAGES (what our images' names begin with);
# where haproxy and prometheus are installed, EVENTROUTER_TEST_HAPROXY_IMAGE and EVENTROUTER_TEST_PROMETHEUS_IMAGE too.
# Exit code 75: there is no engine, and none can be started; else that of the command.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# The name is short, for the path of a socket in it is bounded.
work=$(mktemp -d -t engine.XXXXXX)
daemon=
readonly local=event-router-local

say() { echo "[ENGINE] $*"; }
give_up() {
    say "$*" >&2
    exit 75
}

stop() {
    local code=$?
    if [ -n "$daemon" ]; then
        kill "$daemon" 2>/dev/null || true
        for _ in $(seq 100); do kill -0 "$daemon" 2>/dev/null || break; sleep 0.1; done
        kill -9 "$daemon" 2>/dev/null || true
        wait "$daemon" 2>/dev/null || true
        [ -n "$had_bridge" ] || ip link del docker0 2>/dev/null || true
        # What a killed daemon may leave mounted.
        awk -v root="$work/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mounted; do
            umount -l "$mounted" || true
        done
    fi
    rm -rf "$work"
    exit "$code"
}
trap stop EXIT
trap 'exit 130' INT TERM

# Starts an engine of our own; DOCKER_HOST leads to it.
start_engine() {
    [ "$(id -u)" -eq 0 ] || give_up "No Docker engine answers, and only root can start one."
    if ! command -v dockerd >/dev/null || ! command -v ip >/dev/null; then
        say "Installing docker.io"
        # No service may start by itself; RUNLEVEL=1 keeps Debian's scripts from it.
        { apt-get update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --no-install-recommends docker.io iproute2 iptables; } >"$work/apt.log" 2>&1 ||
            { tail -5 "$work/apt.log" >&2; give_up "docker.io cannot be installed."; }
    fi
    had_bridge=$(ip -o link show docker0 2>/dev/null || true)
    export DOCKER_HOST=unix://$work/docker.sock
    dockerd -H "$DOCKER_HOST" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" \
        --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --ip 127.0.0.1 >"$work/dockerd.log" 2>&1 &
    daemon=$!
    for _ in $(seq 300); do
        ! docker info >/dev/null 2>&1 || { say "Started an engine: $(docker version -f '{{.Server.Version}}')"; return; }
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.1
    done
    tail -5 "$work/dockerd.log" >&2
    give_up "The Docker engine does not start."
}

# The newest JDK of this machine that can make our images' runtime, 25 or later.
find_jdk() {
    local release
    for release in "${JAVA_HOME:-/nowhere}/release" /usr/lib/jvm/*/release /opt/*/release; do
        [ -x "${release%/release}/bin/jlink" ] || continue
        if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")" -ge 25 ]; then
            cd "${release%/release}" && pwd -P
            return
        fi
    done
}

# Lays out a root file system in $root, with programs of this machine and the libraries that they need: lay_out PROGRAM...
lay_out() {
    local program file
    mkdir -p "$root"/{bin,usr/bin,etc,tmp,lib64,opt,proc,sys,dev,var/tmp}
    chmod 1777 "$root/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\n' >"$root/etc/passwd"
    printf 'root:x:0:\n' >"$root/etc/group"
    printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
    {
        for program in "$@"; do
            program=$(readlink -f "$(command -v "$program")")
            echo "$program"
            ldd "$program" | grep -o '/[^ ]*' || true
        done
        ldconfig -p | grep -E 'x86-64|aarch64' | grep -oE '/[^ ]*/(libz|libstdc\+\+|libgcc_s|libm|libdl|librt|libpthread|libresolv)\.so\.[0-9]+$' || true
    } | sort -u >"$work/files"
    while read -r file; do
        mkdir -p "$root$(dirname "$file")"
        cp -L "$file" "$root$file"
    done <"$work/files"
    for program in "$@"; do
        file=$(readlink -f "$(command -v "$program")")
        [ -e "$root/bin/$program" ] || ln -s "$file" "$root/bin/$program"
        [ -e "$root/usr/bin/$program" ] || ln -s "$file" "$root/usr/bin/$program"
    done
}

# What stands in for debian and for maven: this machine's shell and a few programs.
make_base() {
    local root=$work/root
    lay_out bash sh cat chmod cp dirname env find grep head id ln ls mkdir mktemp mv paste rm sed seq sleep sort tr uname
    if [ -d /usr/lib/locale/C.utf8 ]; then
        mkdir -p "$root/usr/lib/locale"
        cp -Rp /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
    fi
    tar -C "$root" -c . | docker import --change 'ENV PATH=/usr/bin:/bin' - $local/base >/dev/null
    mkdir -p "$root/opt/jdk"
    # Debian keeps certificates elsewhere and links to them.
    cp -RLp "$jdk/." "$root/opt/jdk/"
    tar -C "$root" -c . |
        docker import --change 'ENV PATH=/opt/jdk/bin:/usr/bin:/bin JAVA_HOME=/opt/jdk' - $local/build >/dev/null
    rm -rf "$root"
}

build() {
    DOCKER_BUILDKIT=0 docker build -q "$@" >"$work/build.log" 2>&1 || {
        tail -40 "$work/build.log" >&2
        say "An image cannot be built." >&2
        return 1
    }
}

# Our own images, from a context that has the finished jars.
make_ours() {
    local target
    "$home/docker/assemble.sh" "$home/docker/target/app"
    mkdir "$work/context"
    cp -Rp "$home/docker" "$work/context/docker"
    for target in cli router gateway standalone; do
        build -f "$home/docker/Dockerfile" --target "$target" -t "$local/$target" \
            --build-arg BUILD_IMAGE=$local/build --build-arg BASE_IMAGE=$local/base "$work/context"
    done
    rm -rf "$work/context"
    export EVENTROUTER_TEST_IMAGES=$local
}

# What stands in for apache/kafka: the broker of our own standalone image, set up from KAFKA_... variables.
make_kafka() {
    build -t $local/kafka "$home/docker/kafka"
    export EVENTROUTER_TEST_KAFKA_IMAGE=$local/kafka
}

# What stands in for the images of HAProxy and Prometheus, where this machine has the programs (packages of Debian).
make_neighbours() {
    local root=$work/root
    if command -v haproxy >/dev/null; then
        lay_out haproxy
        tar -C "$root" -c . | docker import --change 'USER 99:99' --change 'ENTRYPOINT ["/usr/bin/haproxy", "-W", "-db"]' \
            --change 'CMD ["-f", "/usr/local/etc/haproxy/haproxy.cfg"]' - $local/haproxy >/dev/null
        rm -rf "$root"
        export EVENTROUTER_TEST_HAPROXY_IMAGE=$local/haproxy
    fi
    if command -v prometheus >/dev/null; then
        lay_out prometheus
        mkdir -m 777 "$root/prometheus"
        tar -C "$root" -c . | docker import --change 'USER 65534:65534' --change 'WORKDIR /prometheus' \
            --change 'ENTRYPOINT ["/usr/bin/prometheus"]' \
            --change 'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]' \
            - $local/prometheus >/dev/null
        rm -rf "$root"
        export EVENTROUTER_TEST_PROMETHEUS_IMAGE=$local/prometheus
    fi
}

[ $# -ge 1 ] || { echo "usage: docker/engine.sh COMMAND..." >&2; exit 2; }
if ! command -v docker >/dev/null || ! docker info >/dev/null 2>&1; then start_engine; fi
jdk=$(find_jdk)
[ -n "$jdk" ] || give_up "No JDK 25 with jlink is here to build images with."
begin=$SECONDS
make_base
make_ours
make_kafka
make_neighbours
say "Built the images in $((SECONDS - begin)) s: $(docker images --format '{{.Repository}} {{.Size}}' | sort | paste -s -d , | sed 's/,/, /g')"
# A machine that is a container itself would be asked for its host's address; and what is started here ends with the engine.
export EVENTROUTER_TEST_KAFKA=container
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
"$@"
