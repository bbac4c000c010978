#!/bin/sh
# Prints how fast Figtrace reads, beside other programs; see docs/benchmarks.md.
# usage: src/bench/run.sh [load|compressed|scan|start] [MAVEN ARGUMENTS]
#   load        400 slices, uncompressed, against ImageJ's FolderOpener and a plain parallel read of the same bytes;
#               -Pdcm4che adds a plain read with dcm4che
#   compressed  the same slices in RLE, JPEG lossless, JPEG-LS and JPEG 2000, against dcm2niix and GDCM
#   scan        the headers of 5,000 files
#   start       whole processes of the command line; needs target/figtrace.jar
set -e
cd "$(dirname "$0")/../.."
WHAT=load
case "$1" in load | compressed | scan | start) WHAT=$1; shift ;; esac
if [ "$WHAT" = start ]; then
    TIMEFORMAT="%U s user, %S s system, %R s in all"
    export TIMEFORMAT
    for i in 1 2 3 4 5; do
        bash -c 'echo -n "--version: "; time java -jar target/figtrace.jar --version >/dev/null'
        bash -c 'echo -n "series:    "; time java -jar target/figtrace.jar series test-images/ct >/dev/null'
    done
    exit 0
fi
mvn -B -q "$@" test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
CP="target/classes:target/test-classes:$(cat target/bench.classpath)"
case "$WHAT" in
# The heap is there from the start, so that no candidate pays for its growth. Regions of 4 MB are those of a heap of 8 GB;
# in smaller regions a slice of 512 KB takes one of 1 MB for itself.
load) exec java -Xms2g -Xmx2g -XX:G1HeapRegionSize=4m -XX:+AlwaysPreTouch -Djava.awt.headless=true -cp "$CP" \
    org.figtrace.bench.LoadBenchmark ;;
compressed) exec java -Xms2g -Xmx2g -XX:+AlwaysPreTouch -Djava.awt.headless=true -cp "$CP" \
    org.figtrace.bench.CompressedBenchmark ;;
scan) exec java -Xmx1g -Djava.awt.headless=true -cp "$CP" org.figtrace.bench.ScanBenchmark ;;
esac
