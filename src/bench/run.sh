#!/bin/sh
# Prints how fast a 400-slice series loads, against ImageJ's FolderOpener and a plain parallel read of the same bytes.
# Arguments go to Maven: -Pdcm4che adds a plain read with dcm4che.
set -e
cd "$(dirname "$0")/../.."
mvn -B -q "$@" test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
# The heap is there from the start, so that no candidate pays for its growth.
exec java -Xms2g -Xmx2g -XX:+AlwaysPreTouch -Djava.awt.headless=true -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" \
    org.figtrace.bench.LoadBenchmark
