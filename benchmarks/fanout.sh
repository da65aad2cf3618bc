#!/bin/sh
# Measures the fan-out against its peers; --help says what there is to choose.
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -Dquick -pl benchmarks -am package >&2
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec java -Xmx256m -Djava.awt.headless=true -Dlogback.configurationFile=logback-benchmark.xml \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
  io.eventrouter.benchmarks.fanout.FanoutBenchmark --revision "$revision" "$@"
