package org.figtrace.report;

import java.util.ArrayList;
import java.util.List;

/** A sentence of the running text, with the kind of section that it stands in. */
record Sentence(TextFlow flow, Sections section) {
    String text() {
        return flow.text();
    }

    Span span() {
        return flow.span(0, flow.text().length());
    }

    /**
     * The sentences of the running text, joined over the places where captions and page furniture tore it apart.
     *
     * @param body the blocks that are neither captions nor headings
     */
    static List<Sentence> of(List<Block> body) {
        List<Sentence> sentences = new ArrayList<>();
        boolean article = body.stream()
                .anyMatch(b -> b.kind() == Block.Kind.TITLE
                        && Sections.isOfAnArticle(b.flow().text()));
        Sections section = Sections.PATIENT;
        TextFlow.Builder open = new TextFlow.Builder();
        boolean unfinished = false;
        for (Block block : body) {
            String text = block.flow().text();
            if (block.kind() == Block.Kind.TITLE) {
                add(sentences, open.build(), section);
                open = new TextFlow.Builder();
                unfinished = false;
                section = section(Sections.opened(text).orElse(section), article);
                continue;
            }
            boolean continues = unfinished && (block.startsLowerCase() || !block.afterGap() || startsInside(text));
            if (!continues) {
                add(sentences, open.build(), section);
                open = new TextFlow.Builder();
            }
            if (Sections.runIn(text).isPresent()) {
                section = section(Sections.runIn(text).get(), article);
            }
            open.flow(block.flow());
            unfinished = !block.isFinished();
        }
        add(sentences, open.build(), section);
        return sentences;
    }

    /** Without an introduction or a discussion the conclusion is the radiologist's own. */
    private static Sections section(Sections titled, boolean article) {
        return titled == Sections.LITERATURE && !article ? Sections.PATIENT : titled;
    }

    private static boolean startsInside(String text) {
        return text.startsWith("(") || Character.isDigit(text.charAt(0));
    }

    private static void add(List<Sentence> sentences, TextFlow flow, Sections section) {
        if (section == Sections.BACK_MATTER) {
            return;
        }
        for (Sentences.Stretch s : Sentences.of(flow.text())) {
            sentences.add(new Sentence(flow.slice(s.start(), s.end()), section));
        }
    }
}
