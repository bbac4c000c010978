package org.figtrace.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Changes to lines, words and numbers of headers and texts. */
final class TextMutation extends Mutation {
    private static final String[] WORDS = {
        "-1",
        "0",
        "1e308",
        "NaN",
        "Infinity",
        "2147483648",
        "65536",
        "-0",
        "\"",
        "{",
        "}",
        "[",
        "]",
        "null",
        ":",
        ",",
        "(",
        ")",
        "\n\n",
        "Figure 1A",
        "Figures 2A-Z",
        "FIGURE",
        "\u0000",
        "\ud83d\ude00",
        "\t",
        "raw",
        "gzip",
        "0.5 0 0"
    };

    TextMutation(Random random) {
        super(random);
    }

    @Override
    byte[] one(byte[] input, byte[] other) {
        if (random.nextInt(3) == 0) {
            return super.one(input, other);
        }
        int at = place(input);
        int from = at;
        while (from > 0 && isWord(input[from - 1])) {
            from--;
        }
        int to = at;
        while (to < input.length && isWord(input[to])) {
            to++;
        }
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? insert(input, at, word) : insert(remove(input, from, to), from, word);
    }

    private static boolean isWord(byte b) {
        return b > ' ' && ",:()[]{}".indexOf(b) < 0;
    }
}
