package org.figtrace.phantom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UIDs of the form 2.25.(UUID as an integer) (PS3.5 B.2), always the same for the same words. */
final class FixedUid {
    private FixedUid() {}

    static String of(String words) {
        UUID uuid = UUID.nameUUIDFromBytes(("figtrace head phantom: " + words).getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }
}
