package org.figtrace.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the figures and the claims out of the text of a report, in time that grows with its length only.
 *
 * <p><b>Panels</b> are the letters that a caption names and those that the text cites; a cited panel without words of
 * its own has an empty caption. Lists of references, acknowledgements and the like are not read.
 *
 * <p><b>Claims</b> are numbers with a unit about this patient. Captions, sentences that cite a figure and sentences of
 * the case, findings or pathology sections count. A sentence that cites the literature ("(16)", "et al.") or gives
 * statistics ("of patients", "survival rate") does not, and in the introduction, discussion and conclusion only a
 * sentence that names the case does ("our patient", "this case"). The patient's age is no claim. The same number in the
 * same sentence, repeated elsewhere word for word, is one claim; the same number in another sentence is another.
 */
public final class ReportParser {
    private static final Pattern JOINT = Pattern.compile("[ ,;&]*(?:and|see)?[ ,;]*");
    private static final int LONGEST_JOINT = 12;
    private static final Pattern OTHER_BRACKET = Pattern.compile("[();]");
    /** A sign stands no farther than this from the citation in its bracket. */
    private static final int SAME_BRACKET = 100;

    private static final Span NOWHERE = new Span(0, 0);

    private final String text;
    private final Map<String, FigureDraft> drafts = new LinkedHashMap<>();
    private final List<Claim> claims = new ArrayList<>();

    private ReportParser(String text) {
        this.text = text;
    }

    /** @param text the report with its line breaks; every span of the result is a stretch of it */
    public static Report parse(String text) {
        return new ReportParser(text).report();
    }

    private Report report() {
        List<Block> blocks = Block.of(Furniture.removed(Line.of(text)));
        Map<String, Set<Character>> torn =
                citedPanels(blocks.stream().map(Block::flow).toList());
        CaptionAssembly assembly = new CaptionAssembly(blocks, torn);
        List<Sentence> sentences = Sentence.of(assembly.body());
        Map<String, Set<Character>> cited =
                citedPanels(sentences.stream().map(Sentence::flow).toList());
        Set<String> numbers = new LinkedHashSet<>(assembly.captions().keySet());
        numbers.addAll(cited.keySet());
        for (String number : numbers) {
            List<Block> pieces = assembly.captions().getOrDefault(number, List.of());
            drafts.put(number, new FigureDraft(number, pieces, cited.getOrDefault(number, Set.of())));
        }
        drafts.values().forEach(this::caption);
        sentences.forEach(this::sentence);
        Map<FigureLabel, FigureDraft> ordered = new TreeMap<>();
        drafts.values().forEach(d -> ordered.put(new FigureLabel(d.number(), ""), d));
        List<Figure> figures =
                ordered.values().stream().map(FigureDraft::figure).toList();
        return new Report(figures, distinct(claims), text);
    }

    /** The cited panel letters of each cited figure. */
    private static Map<String, Set<Character>> citedPanels(List<TextFlow> flows) {
        Map<String, Set<Character>> cited = new LinkedHashMap<>();
        for (TextFlow flow : flows) {
            for (Citation citation : LabelGrammar.citations(flow.text())) {
                for (FigureLabel label : citation.labels()) {
                    Set<Character> letters = cited.computeIfAbsent(label.figure(), k -> new TreeSet<>());
                    if (!label.panel().isEmpty()) {
                        letters.add(label.panel().charAt(0));
                    }
                }
            }
        }
        return cited;
    }

    private void caption(FigureDraft draft) {
        TextFlow caption = draft.caption();
        for (Sentences.Stretch s : Sentences.of(caption.text())) {
            TextFlow sentence = caption.slice(s.start(), s.end());
            if (!References.cites(sentence.text())) {
                for (ClaimFinder.Found f : ClaimFinder.in(sentence.text())) {
                    claims.add(claim(sentence, f, draft.labelsAt(s.start() + f.start())));
                }
            }
            Mention mention = new Mention(
                    sentence.text(), sentence.span(0, sentence.text().length()));
            for (Citation citation : LabelGrammar.citations(sentence.text())) {
                for (FigureLabel label : citation.labels()) {
                    FigureDraft other = drafts.get(label.figure());
                    if (other != null && !label.figure().equals(draft.number())) {
                        other.cite(label, mention, Optional.empty());
                    }
                }
            }
        }
    }

    private void sentence(Sentence sentence) {
        String words = sentence.text();
        List<Citation> citations = LabelGrammar.citations(words);
        List<List<Citation>> groups = groups(words, citations);
        Mention mention = new Mention(words, sentence.span());
        int from = 0;
        for (List<Citation> group : groups) {
            Optional<Modality> told =
                    ModalityWords.only(words.substring(from, group.get(0).start()));
            from = group.get(group.size() - 1).end();
            for (Citation citation : group) {
                citation.labels().forEach(l -> drafts.get(l.figure()).cite(l, mention, told));
            }
        }
        if (!citations.isEmpty()) {
            pointers(sentence, citations);
        }
        if (PatientSentences.holds(words, sentence.section(), !citations.isEmpty())) {
            List<List<FigureLabel>> labels = groups.stream().map(this::labels).toList();
            int next = 0;
            for (ClaimFinder.Found f : ClaimFinder.in(words)) {
                // a number belongs to the figures cited next after it, else to those cited last before it
                while (next < groups.size() && groups.get(next).get(0).start() <= f.start()) {
                    next++;
                }
                List<FigureLabel> cited = labels.isEmpty() ? List.of() : labels.get(Math.min(next, labels.size() - 1));
                claims.add(claim(sentence.flow(), f, cited));
            }
        }
    }

    /** A sign in the same bracket as a citation, "(Figure 3C, arrow)", is a sign on that panel. */
    private void pointers(Sentence sentence, List<Citation> citations) {
        String words = sentence.text();
        int first = 0;
        for (PointerFinder.Found f : PointerFinder.in(words)) {
            while (first < citations.size() && citations.get(first).end() < f.start() - SAME_BRACKET) {
                first++;
            }
            for (int i = first; i < citations.size() && citations.get(i).start() < f.end() + SAME_BRACKET; i++) {
                Citation c = citations.get(i);
                String between = words.substring(Math.min(c.end(), f.end()), Math.max(c.start(), f.start()));
                if (OTHER_BRACKET.matcher(between).find()) {
                    continue;
                }
                Pointer pointer =
                        new Pointer(f.phrase(), f.target(), sentence.flow().span(f.start(), f.end()));
                c.labels().forEach(l -> drafts.get(l.figure()).point(l, pointer));
            }
        }
    }

    /** What a bracket of citations stands for: every panel that it names, and all panels of a figure without letters. */
    private List<FigureLabel> labels(List<Citation> group) {
        Set<FigureLabel> labels = new LinkedHashSet<>();
        for (Citation citation : group) {
            for (FigureLabel label : citation.labels()) {
                labels.addAll(
                        label.panel().isEmpty() ? drafts.get(label.figure()).labels() : List.of(label));
            }
        }
        return List.copyOf(labels);
    }

    /** Citations that stand in one bracket, "(Figure 1A; Figure 2)", belong together. */
    private static List<List<Citation>> groups(String words, List<Citation> citations) {
        List<List<Citation>> groups = new ArrayList<>();
        int end = 0;
        for (Citation citation : citations) {
            boolean joined = !groups.isEmpty()
                    && citation.start() - end < LONGEST_JOINT
                    && JOINT.matcher(words).region(end, citation.start()).matches();
            if (!joined) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(citation);
            end = citation.end();
        }
        return groups;
    }

    private static Claim claim(TextFlow sentence, ClaimFinder.Found f, List<FigureLabel> figures) {
        return new Claim(
                sentence.text(),
                f.quantity(),
                f.value(),
                f.high(),
                f.unit(),
                f.comparator(),
                figures,
                sentence.span(f.start(), f.end()));
    }

    /** In the order of the text; word for word repeats of a sentence give one claim with the figures of all. */
    private static List<Claim> distinct(List<Claim> claims) {
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        Map<Claim, Claim> first = new LinkedHashMap<>();
        Map<Claim, Set<FigureLabel>> figures = new HashMap<>();
        for (Claim c : sorted) {
            Claim words = with(c, List.of(), NOWHERE);
            first.putIfAbsent(words, c);
            figures.computeIfAbsent(words, k -> new LinkedHashSet<>()).addAll(c.figures());
        }
        return first.entrySet().stream()
                .map(e -> with(
                        e.getValue(),
                        List.copyOf(figures.get(e.getKey())),
                        e.getValue().span()))
                .toList();
    }

    private static Claim with(Claim c, List<FigureLabel> figures, Span span) {
        return new Claim(c.text(), c.quantity(), c.value(), c.high(), c.unit(), c.comparator(), figures, span);
    }
}
