package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines that stand together.
 *
 * @param head the opening of a caption, for HEADING and CAPTION
 * @param flow its words on one line, without "Figure 1."
 * @param afterGap whether a gap parts it from the block before
 */
record Block(Kind kind, Optional<Captions.Head> head, List<Line> lines, TextFlow flow, boolean afterGap) {
    enum Kind {
        /** "FIGURE 2" alone: its caption is elsewhere. */
        HEADING,
        /** "Figure 2. Axial CT ...". */
        CAPTION,
        /** A section title. */
        TITLE,
        TEXT
    }

    boolean isFinished() {
        return kind == Kind.TITLE || Sentences.isFinished(flow.text());
    }

    boolean startsLowerCase() {
        return !flow.text().isEmpty() && Character.isLowerCase(flow.text().charAt(0));
    }

    /** The length of its longest line, in characters. */
    int width() {
        return lines.stream().mapToInt(l -> l.text().length()).max().orElse(0);
    }

    static List<Block> of(List<Line> lines) {
        List<Block> blocks = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        Optional<Captions.Head> openHead = Optional.empty();
        String before = "";
        for (Line line : lines) {
            Optional<Captions.Head> head = Captions.head(line.text(), line.afterGap() ? "" : before);
            boolean title = Sections.isTitle(line.text());
            if (line.afterGap() || head.isPresent() || title || endsParagraph(open, line)) {
                close(blocks, open, openHead);
                openHead = Optional.empty();
            }
            if (head.isPresent() && head.get().alone()) {
                blocks.add(new Block(Kind.HEADING, head, List.of(line), TextFlow.of(List.of()), line.afterGap()));
            } else if (title) {
                blocks.add(new Block(Kind.TITLE, head, List.of(line), TextFlow.of(List.of(line)), line.afterGap()));
            } else {
                if (head.isPresent()) {
                    openHead = head;
                }
                open.add(line);
            }
            before = line.text();
        }
        close(blocks, open, openHead);
        return blocks;
    }

    private static void close(List<Block> blocks, List<Line> open, Optional<Captions.Head> head) {
        if (!open.isEmpty()) {
            TextFlow flow = TextFlow.of(open);
            TextFlow words = head.map(h -> captionWords(flow, h)).orElse(flow);
            Kind kind = head.isPresent() ? Kind.CAPTION : Kind.TEXT;
            blocks.add(
                    new Block(kind, head, List.copyOf(open), words, open.get(0).afterGap()));
            open.clear();
        }
    }

    /** "Figure 1A. Axial CT" reads "(A) Axial CT". */
    private static TextFlow captionWords(TextFlow flow, Captions.Head head) {
        TextFlow.Builder words = new TextFlow.Builder();
        if (!head.panels().isEmpty()) {
            int at = flow.origin()[0];
            words.add('(', at);
            for (int i = 0; i < head.panels().size(); i++) {
                if (i > 0) {
                    words.add(',', at).add(' ', at);
                }
                words.add(head.panels().get(i), at);
            }
            words.add(')', at);
        }
        return words.flow(flow.slice(head.contentAt(), flow.text().length())).build();
    }

    /** Without empty lines a paragraph ends where a sentence ends well before the right margin. */
    private static boolean endsParagraph(List<Line> open, Line next) {
        if (open.size() < 2
                || next.text().isEmpty()
                || !Character.isUpperCase(next.text().charAt(0))) {
            return false;
        }
        String last = open.get(open.size() - 1).text();
        int width =
                Math.max(open.get(open.size() - 2).text().length(), next.text().length());
        return Sentences.isFinished(last) && last.length() < 0.7 * width && !PanelMarks.opensWithMark(next.text());
    }
}
