#!/bin/sh
# Measures single steps of the gateway with JMH; --help says what there is to choose.
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -Dquick -pl benchmarks -am package >&2
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec java -Xmx256m -Dlogback.configurationFile=logback-benchmark.xml \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
  io.eventrouter.benchmarks.micro.MicroBenchmark --revision "$revision" "$@"
