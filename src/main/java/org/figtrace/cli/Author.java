package org.figtrace.cli;

import org.figtrace.annotation.Actor;
import picocli.CommandLine.Option;

/** Who makes a change. */
final class Author {
    @Option(names = "--author", paramLabel = "NAME", description = "Who draws (default: the system's user name).")
    private String name;

    Actor actor() {
        return new Actor(name == null || name.isBlank() ? systemUser() : name.strip(), Main.Version.text());
    }

    static String systemUser() {
        String user = System.getProperty("user.name", "");
        return user.isBlank() ? "unknown user" : user;
    }
}
