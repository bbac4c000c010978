package org.figtrace.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A figure while its caption, its citations and its pointers are being gathered. */
final class FigureDraft {
    private static final Pattern ANOTHER_PLANE =
            Pattern.compile("(?i)axial|coronal|sagittal|reformat|reconstruct|render" + "|window|enhanced|phase");
    /** "axial and", "coronal": not yet a phrase that says what the picture is. */
    private static final int SHORT = 25;

    /** No caption of a report is longer; what follows is running text without an end, and is not searched. */
    private static final int LONGEST_CAPTION = 10_000;

    private final String number;
    private final TextFlow caption;
    private final List<Span> captionSpans;
    private final PanelCaptions shares;
    private final Set<Character> letters = new TreeSet<>();
    private final Map<Character, Map<String, Mention>> panelMentions = new TreeMap<>();
    private final Map<String, Mention> mentions = new LinkedHashMap<>();
    private final Map<Character, Set<Modality>> citedModalities = new TreeMap<>();
    private final Set<Modality> citedModality = new LinkedHashSet<>();
    private final Map<Character, List<Pointer>> panelPointers = new TreeMap<>();
    private final List<Pointer> pointers = new ArrayList<>();

    FigureDraft(String number, List<Block> captionPieces, Set<Character> cited) {
        this.number = number;
        TextFlow.Builder flow = new TextFlow.Builder();
        List<Span> spans = new ArrayList<>();
        for (Block piece : captionPieces) {
            flow.flow(piece.flow());
            if (!piece.flow().text().isEmpty()) {
                spans.add(piece.flow().span(0, piece.flow().text().length()));
            }
        }
        TextFlow whole = flow.build();
        this.caption = whole.slice(0, Math.min(LONGEST_CAPTION, whole.text().length()));
        this.captionSpans = spans;
        this.shares = new PanelCaptions(caption.text(), cited);
        letters.addAll(shares.pieces().keySet());
        letters.addAll(cited);
        captionPointers();
    }

    String number() {
        return number;
    }

    TextFlow caption() {
        return caption;
    }

    /** The labels of the panels that own a place of the caption; all panels, or the figure, for what is common. */
    List<FigureLabel> labelsAt(int offset) {
        List<Character> owners = shares.panelsAt(offset);
        return owners.isEmpty() ? labels() : owners.stream().map(this::label).toList();
    }

    List<FigureLabel> labels() {
        return letters.isEmpty()
                ? List.of(new FigureLabel(number, ""))
                : letters.stream().map(this::label).toList();
    }

    /** @param clause the words of the sentence that belong to this citation */
    void cite(FigureLabel label, Sentence sentence, String clause) {
        Mention mention = new Mention(sentence.text(), sentence.span());
        Optional<Modality> told = ModalityWords.only(clause);
        if (label.panel().isEmpty()) {
            mentions.putIfAbsent(mention.text(), mention);
            told.ifPresent(citedModality::add);
        } else {
            char letter = label.panel().charAt(0);
            panelMentions.computeIfAbsent(letter, k -> new LinkedHashMap<>()).putIfAbsent(mention.text(), mention);
            told.ifPresent(m -> citedModalities
                    .computeIfAbsent(letter, k -> new LinkedHashSet<>())
                    .add(m));
        }
    }

    void point(FigureLabel label, Pointer pointer) {
        List<Pointer> known = label.panel().isEmpty()
                ? pointers
                : panelPointers.computeIfAbsent(label.panel().charAt(0), k -> new ArrayList<>());
        boolean repeated = known.stream()
                .anyMatch(p -> p.phrase().equalsIgnoreCase(pointer.phrase())
                        && p.target().equalsIgnoreCase(pointer.target()));
        if (!repeated) {
            known.add(pointer);
        }
    }

    private void captionPointers() {
        for (Sentences.Stretch s : Sentences.of(caption.text())) {
            for (PointerFinder.Found f : PointerFinder.in(caption.text().substring(s.start(), s.end()))) {
                int start = s.start() + f.start();
                Pointer pointer = new Pointer(f.phrase(), f.target(), caption.span(start, s.start() + f.end()));
                List<Character> owners = new ArrayList<>(f.panels());
                owners.retainAll(letters);
                if (owners.isEmpty()) {
                    owners.addAll(shares.panelsAt(start));
                }
                if (owners.isEmpty()) {
                    point(new FigureLabel(number, ""), pointer);
                }
                owners.forEach(c -> point(label(c), pointer));
            }
        }
    }

    private FigureLabel label(char letter) {
        return new FigureLabel(number, String.valueOf(letter));
    }

    Figure figure() {
        List<Panel> panels = new ArrayList<>();
        for (char letter : letters) {
            String words = shares.text(letter);
            panels.add(new Panel(
                    label(letter),
                    words,
                    modality(letter, words),
                    ModalityWords.is3d(words),
                    panelPointers.getOrDefault(letter, List.of()),
                    List.copyOf(panelMentions.getOrDefault(letter, Map.of()).values())));
        }
        Optional<Modality> whole = panels.isEmpty()
                ? ModalityWords.first(caption.text()).or(() -> single(citedModality))
                : Optional.empty();
        return new Figure(
                number, caption.text(), captionSpans, whole, panels, pointers, List.copyOf(mentions.values()));
    }

    /** The panel's own words; else its sentence's, its magnification, what is common to all, a sentence that cites it. */
    private Optional<Modality> modality(char letter, String words) {
        return ModalityWords.first(words)
                .or(() -> ofSentence(letter, words))
                .or(() -> isMagnified(letter) ? Optional.of(Modality.HISTOLOGY) : Optional.empty())
                .or(() -> ModalityWords.only(shares.text(shares.common())))
                .or(() -> single(citedModalities.getOrDefault(letter, Set.of())))
                .or(() -> single(citedModality));
    }

    /**
     * The one modality of the sentence that names the panel. Where the letters lead, "(A) CT, (B) operative view", it
     * passes on to a panel only backwards ("(A) axial and (B) coronal CT") or to another plane of the same images.
     */
    private Optional<Modality> ofSentence(char letter, String words) {
        Set<Modality> told = new LinkedHashSet<>();
        for (PanelMarks.Mark mark : shares.marks()) {
            if (!mark.letters().contains(letter)) {
                continue;
            }
            for (Sentences.Stretch s : Sentences.of(caption.text())) {
                if (s.holds(mark.start())) {
                    ModalityWords.only(caption.text().substring(s.start(), s.end()))
                            .ifPresent(told::add);
                }
            }
        }
        return single(told);
    }

    private boolean isMagnified(char letter) {
        return shares.marks().stream()
                .anyMatch(m -> m.letters().contains(letter) && ModalityWords.isMagnified(m.inside()));
    }

    private static Optional<Modality> single(Set<Modality> told) {
        return told.size() == 1 ? Optional.of(told.iterator().next()) : Optional.empty();
    }
}
