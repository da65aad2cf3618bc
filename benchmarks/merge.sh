#!/bin/sh
# Measures the merge against its peers; --help says what there is to choose.
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -Dquick -pl benchmarks -am package >&2
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec java -Xmx512m -Djava.awt.headless=true -Dlogback.configurationFile=logback-benchmark.xml \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
  io.eventrouter.benchmarks.merge.MergeBenchmark --revision "$revision" "$@"
