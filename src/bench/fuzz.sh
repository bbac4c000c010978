#!/bin/sh
# Reads damaged files of every kind with a heap of 256 MB; see docs/fuzzing.md.
# usage: src/bench/fuzz.sh [INPUTS [RANDOM_SEED]]
set -e
cd "$(dirname "$0")/../.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
# Every input is a file for a moment, so memory is the better place for it.
if [ -w /dev/shm ]; then FUZZ_TMP=/dev/shm; else FUZZ_TMP=${TMPDIR:-/tmp}; fi
exec java -Xmx256m -Djava.io.tmpdir="$FUZZ_TMP" -Djava.awt.headless=true -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" \
    org.figtrace.fuzz.Fuzz "${1:-200000}" "${2:-1}" target/fuzz test-images ../shared/data
