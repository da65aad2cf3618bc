#!/bin/sh
# Runs each role once and keeps what the JVM learnt for its next start: docker/train.sh JAVA APP
#
# APP is what docker/assemble.sh put together, at the path that it has in the images. Written there: the options
# of each image's JVM, and an ahead-of-time cache (classes loaded and linked) for each of its commands.
set -eu

java=$1
app=$2
work=$(mktemp -d)
pids=
# By their ids, whatever happens.
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT
cd "$work"

# A share of the container's memory for the heap; the rest is for buffers, threads and code.
options() {
    printf '%s\n' '-Xlog:aot*=error' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Dfile.encoding=UTF-8 "$@" -cp "$(cat "$app/$image/class-path")" >"$app/$image/options"
}
image=roles && options -XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=60
image=standalone && options -XX:+ExitOnOutOfMemoryError -XX:MaxRAMPercentage=60 \
    -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 \
    -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000
image=cli && options -XX:TieredStopAtLevel=1 -XX:+UseSerialGC

# start NAME CACHE-OR-NONE IMAGE ARGUMENTS...: waits until it is ready; its id is the last one in pids.
start() {
    name=$1 cache=$2 image=$3
    : >"$work/$name.out"
    shift 3
    "$java" ${cache:+-XX:AOTCacheOutput="$cache"} "@$app/$image/options" io.eventrouter.standalone.EventRouterMain "$@" \
        >"$work/$name.out" 2>"$work/$name.err" &
    pid=$!
    pids="$pids $pid"
    waited=0
    until grep -q 'is ready' "$work/$name.out"; do
        if ! kill -0 "$pid" 2>/dev/null || [ "$waited" -ge 1200 ]; then
            cat "$work/$name.out" "$work/$name.err" >&2
            echo "train.sh: $name did not become ready" >&2
            exit 1
        fi
        sleep 0.1
        waited=$((waited + 1))
    done
}

# Ends the process; the cache is written as it ends.
end() {
    kill "$1"
    wait "$1" || { cat "$work"/*.err >&2; exit 1; }
}

kafka=127.0.0.1:19092
start standalone "$app/standalone/standalone.aot" standalone up \
    --data "$work/data" --port 0 --admin-port 0 --kafka-port 19092
broker=$pid
start router "$app/roles/router.aot" roles router --kafka $kafka --admin-port 0
router=$pid
start gateway "$app/roles/gateway.aot" roles gateway --kafka $kafka --port 0 --admin-port 0
gateway=$pid
"$java" -XX:AOTCacheOutput="$app/cli/cli.aot" "@$app/cli/options" io.eventrouter.cli.CliMain \
    publish --kafka $kafka --channel train '{}' >"$work/cli.out" 2>"$work/cli.err" || { cat "$work/cli.err" >&2; exit 1; }
end "$gateway"
end "$router"
end "$broker"
pids=
ls -l "$app"/*/*.aot
