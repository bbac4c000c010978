#!/bin/sh
# Prints the tables of docs/validation.md. Needs the images and truth in ../shared/data.
set -e
cd "$(dirname "$0")/../.."
mvn -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
run() {
    java -Djava.awt.headless=true -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" "org.figtrace.bench.$1"
}
run ShapeValidation
