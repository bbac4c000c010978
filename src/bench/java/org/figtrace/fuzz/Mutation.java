package org.figtrace.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes that know nothing of a format but that numbers have limits, and that parts can be missing or twice. */
class Mutation {
    private static final long[] LIMITS = {
        0,
        1,
        2,
        7,
        8,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xfffe,
        0xffff,
        0x10000,
        0x7fffffffL,
        0x80000000L,
        0xfffffff0L,
        0xfffffffeL,
        0xffffffffL
    };

    final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** @param other of the same kind, to splice with */
    byte[] of(byte[] input, byte[] other) {
        byte[] changed = input;
        int changes = random.nextBoolean() ? 1 : 2 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            changed = changed.length < 4 ? other.clone() : one(changed, other);
        }
        return changed;
    }

    byte[] one(byte[] input, byte[] other) {
        int at = place(input);
        switch (random.nextInt(10)) {
            case 0:
                return set(input, at, input[at] ^ 1 << random.nextInt(8));
            case 1:
                return set(input, at, (int) limit());
            case 2, 3:
                return number(input, at, random.nextBoolean() ? 2 : 4, limit());
            case 4:
                return number(input, at, 4, limit(input.length));
            case 5:
                return remove(input, at, at + length());
            case 6:
                return insert(input, at, Arrays.copyOfRange(input, at, Math.min(input.length, at + length())));
            case 7:
                return random.nextInt(3) == 0 ? Arrays.copyOf(input, at) : set(input, at, random.nextInt(256));
            case 8:
                int from = random.nextInt(other.length);
                return insert(input, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + length())));
            default:
                return random.nextInt(8) == 0
                        ? splice(input, at, other)
                        : number(input, at, random.nextBoolean() ? 2 : 4, random.nextInt());
        }
    }

    /** Half of the changes hit the first bytes, where headers are. */
    int place(byte[] input) {
        return random.nextBoolean() ? random.nextInt(input.length) : random.nextInt(Math.min(input.length, 600));
    }

    private int length() {
        return 1 + random.nextInt(random.nextInt(8) == 0 ? 300 : 12);
    }

    long limit() {
        return LIMITS[random.nextInt(LIMITS.length)];
    }

    private long limit(int size) {
        return size + random.nextInt(33) - 16L;
    }

    static byte[] set(byte[] input, int at, int value) {
        byte[] changed = input.clone();
        changed[at] = (byte) value;
        return changed;
    }

    byte[] number(byte[] input, int at, int bytes, long value) {
        byte[] changed = input.clone();
        boolean little = random.nextInt(4) != 0;
        for (int i = 0; i < bytes && at + i < changed.length; i++) {
            changed[at + i] = (byte) (value >> 8 * (little ? i : bytes - 1 - i));
        }
        return changed;
    }

    static byte[] remove(byte[] input, int from, int to) {
        int end = Math.min(to, input.length);
        byte[] changed = Arrays.copyOf(input, input.length - (end - from));
        System.arraycopy(input, end, changed, from, input.length - end);
        return changed;
    }

    static byte[] insert(byte[] input, int at, byte[] part) {
        byte[] changed = Arrays.copyOf(input, input.length + part.length);
        System.arraycopy(part, 0, changed, at, part.length);
        System.arraycopy(input, at, changed, at + part.length, input.length - at);
        return changed;
    }

    private byte[] splice(byte[] input, int at, byte[] other) {
        int from = random.nextInt(other.length);
        byte[] changed = Arrays.copyOf(input, at + other.length - from);
        System.arraycopy(other, from, changed, at, other.length - from);
        return changed;
    }
}
