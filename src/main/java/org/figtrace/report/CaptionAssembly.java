package org.figtrace.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Brings captions and their headings together. A caption that opens with its own "Figure 2." is taken as it stands.
 * Headings that stand alone and blocks that look like captions are both in the order of the report, so they are
 * aligned in that order; a caption next to its heading, and one that names the panels that the text cites, scores best.
 */
final class CaptionAssembly {
    private static final Pattern TELLS = Pattern.compile("(?:We|The patient|Our|She|He|This|In) ");
    private static final double ACCEPTED = 2;
    private static final int MOST_HEADINGS = 100;
    private static final int MOST_CANDIDATES = 3000;
    private static final int MOST_BLOCKS_PER_CAPTION = 6;
    private static final int LONGEST_CAPTION = 8000;

    private final List<Block> blocks;
    private final Map<String, Set<Character>> cited;
    private final double bodyWidth;
    private final boolean[] taken;
    private final Map<String, List<Block>> captions = new LinkedHashMap<>();

    /** Blocks {@code first} to {@code last} that read like one caption, with how much they do. */
    private record Candidate(int first, int last, double score, Set<Character> letters) {}

    /** @param cited the panel letters that the text cites, by figure number */
    CaptionAssembly(List<Block> blocks, Map<String, Set<Character>> cited) {
        this.blocks = blocks;
        this.cited = cited;
        this.taken = new boolean[blocks.size()];
        this.bodyWidth = bodyWidth(blocks);
        labelledCaptions();
        align();
    }

    /** The pieces of each figure's caption, by figure number; a heading without a caption has none. */
    Map<String, List<Block>> captions() {
        return captions;
    }

    /** What is left when captions and headings are taken out. */
    List<Block> body() {
        List<Block> body = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (!taken[i]) {
                body.add(blocks.get(i));
            }
        }
        return body;
    }

    private static double bodyWidth(List<Block> blocks) {
        int[] widths = blocks.stream()
                .filter(b -> b.kind() == Block.Kind.TEXT)
                .flatMap(b -> b.lines().stream())
                .mapToInt(l -> l.text().length())
                .sorted()
                .toArray();
        return widths.length == 0 ? 0 : widths[widths.length / 2];
    }

    private void labelledCaptions() {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind() == Block.Kind.HEADING) {
                taken[i] = true;
                captions.computeIfAbsent(block.head().orElseThrow().number(), n -> new ArrayList<>());
            } else if (block.kind() == Block.Kind.CAPTION) {
                int last = lastOfCaption(i);
                take(block.head().orElseThrow().number(), i, last);
            }
        }
    }

    private void take(String number, int first, int last) {
        List<Block> pieces = captions.computeIfAbsent(number, n -> new ArrayList<>());
        for (int i = first; i <= last; i++) {
            taken[i] = true;
            pieces.add(blocks.get(i));
        }
    }

    /** The last block that goes on with the caption that begins at {@code first}. */
    private int lastOfCaption(int first) {
        int last = first;
        int length = blocks.get(first).flow().text().length();
        Set<Character> letters =
                new TreeSet<>(PanelMarks.lettersOf(blocks.get(first).flow().text()));
        while (last + 1 < blocks.size() && last - first < MOST_BLOCKS_PER_CAPTION && length < LONGEST_CAPTION) {
            Block next = blocks.get(last + 1);
            if (next.kind() != Block.Kind.TEXT || !goesOn(first, last, next, letters)) {
                break;
            }
            letters.addAll(PanelMarks.marked(next.flow().text()));
            length += next.flow().text().length();
            last++;
        }
        return last;
    }

    private boolean goesOn(int first, int last, Block next, Set<Character> letters) {
        String text = next.flow().text();
        Block block = blocks.get(last);
        if (isProse(text)) {
            return false;
        }
        Set<Character> more = PanelMarks.marked(text);
        boolean nextLetter = !letters.isEmpty()
                && more.stream()
                        .anyMatch(c -> c
                                == 1 + letters.stream().max(Character::compare).orElseThrow());
        if (nextLetter) {
            return true;
        }
        if (block.isFinished() || !next.startsLowerCase() && !text.startsWith("(")) {
            return false;
        }
        return !bodyIsOpenBefore(first) || isWide(block);
    }

    /** Whether the caption's last line runs to its right margin, so that more of it must follow. */
    private boolean isWide(Block block) {
        int lastLine = block.lines().get(block.lines().size() - 1).text().length();
        return lastLine > 1.3 * bodyWidth || block.lines().size() > 1 && lastLine > 0.85 * block.width();
    }

    /** Whether the running text breaks off before this block, so that what follows in lower case may be its rest. */
    private boolean bodyIsOpenBefore(int index) {
        for (int i = index - 1; i >= 0 && i > index - 8; i--) {
            Block block = blocks.get(i);
            if (!taken[i]
                    && block.kind() == Block.Kind.TEXT
                    && !PanelMarks.opensWithMark(block.flow().text())) {
                return !block.isFinished();
            }
        }
        return false;
    }

    private static boolean isProse(String text) {
        return !LabelGrammar.citations(text).isEmpty() || References.cites(text);
    }

    private void align() {
        List<Integer> headings = new ArrayList<>();
        for (int i = 0; i < blocks.size() && headings.size() < MOST_HEADINGS; i++) {
            if (blocks.get(i).kind() == Block.Kind.HEADING
                    && captions.get(blocks.get(i).head().orElseThrow().number()).isEmpty()) {
                headings.add(i);
            }
        }
        if (headings.isEmpty()) {
            return;
        }
        List<Candidate> candidates = candidates();
        int[] choice = bestAlignment(headings, candidates);
        for (int h = 0; h < choice.length; h++) {
            if (choice[h] >= 0) {
                Candidate caption = candidates.get(choice[h]);
                String number = blocks.get(headings.get(h)).head().orElseThrow().number();
                take(number, caption.first(), caption.last());
            }
        }
    }

    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; i < blocks.size() && found.size() < MOST_CANDIDATES; i++) {
            Block block = blocks.get(i);
            if (taken[i] || block.kind() != Block.Kind.TEXT) {
                continue;
            }
            double score = likeness(i);
            boolean near = i > 0 && blocks.get(i - 1).kind() == Block.Kind.HEADING
                    || i + 1 < blocks.size() && blocks.get(i + 1).kind() == Block.Kind.HEADING;
            if (score > 0 || near && score > -2) {
                int last = lastOfCaption(i);
                Set<Character> letters = new TreeSet<>();
                for (int k = i; k <= last; k++) {
                    letters.addAll(PanelMarks.marked(blocks.get(k).flow().text()));
                }
                boolean fromA = letters.contains('A') && letters.contains('B');
                found.add(new Candidate(i, last, score + (fromA ? 2 : 0), letters));
                i = last;
            }
        }
        return found;
    }

    /** How much a block reads like a caption and not like running text. */
    private double likeness(int index) {
        Block block = blocks.get(index);
        String text = block.flow().text();
        double score = 0;
        if (PanelMarks.opensWithMark(text)) {
            score += 3;
        }
        boolean onlyLine = block.lines().size() == 1;
        double width = block.lines().stream()
                .limit(onlyLine ? 1 : block.lines().size() - 1)
                .mapToInt(l -> l.text().length())
                .average()
                .orElse(0);
        if (width > 1.3 * bodyWidth) {
            score += 2;
        }
        if (ModalityWords.first(text.substring(0, Math.min(80, text.length()))).isPresent()) {
            score += 1;
        }
        if (block.startsLowerCase() && bodyIsOpenBefore(index)) {
            score -= 4;
        }
        if (!LabelGrammar.citations(text).isEmpty()) {
            score -= 3;
        }
        if (References.cites(text)) {
            score -= 3;
        }
        if (TELLS.matcher(text).lookingAt()) {
            score -= 2;
        }
        if (block.lines().size() > 12) {
            score -= 2;
        }
        return score;
    }

    /** For each heading the candidate that it gets, or -1: the order-preserving pairing of the highest total score. */
    private int[] bestAlignment(List<Integer> headings, List<Candidate> candidates) {
        int h = headings.size();
        int c = candidates.size();
        double[][] best = new double[h + 1][c + 1];
        byte[][] step = new byte[h + 1][c + 1];
        for (int i = 1; i <= h; i++) {
            for (int j = 1; j <= c; j++) {
                double pair = score(headings.get(i - 1), candidates.get(j - 1));
                double paired = pair >= ACCEPTED ? best[i - 1][j - 1] + pair : Double.NEGATIVE_INFINITY;
                double most = Math.max(paired, Math.max(best[i - 1][j], best[i][j - 1]));
                best[i][j] = most;
                step[i][j] = (byte) (most == paired ? 2 : most == best[i - 1][j] ? 1 : 0);
            }
        }
        int[] choice = new int[h];
        Arrays.fill(choice, -1);
        for (int i = h, j = c; i > 0 && j > 0; ) {
            if (step[i][j] == 2) {
                choice[--i] = --j;
            } else if (step[i][j] == 1) {
                i--;
            } else {
                j--;
            }
        }
        return choice;
    }

    private double score(int heading, Candidate caption) {
        double score = caption.score();
        if (caption.first() == heading + 1) {
            score += blocks.get(caption.first()).afterGap() ? 2 : 3;
        } else if (caption.last() == heading - 1) {
            score += blocks.get(heading).afterGap() ? 1 : 2;
        } else {
            int apart = caption.first() > heading ? caption.first() - heading : heading - caption.last();
            score -= 0.2 * Math.min(20, apart);
        }
        Set<Character> wanted =
                cited.getOrDefault(blocks.get(heading).head().orElseThrow().number(), Set.of());
        if (!wanted.isEmpty()) {
            long missing =
                    wanted.stream().filter(l -> !caption.letters().contains(l)).count();
            score += missing == 0 ? 3 : caption.letters().isEmpty() ? -1 : -missing;
        }
        return score;
    }
}
