package org.figtrace.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A figure while its caption, its citations and its pointers are being gathered. */
final class FigureDraft {
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
    private final Map<Character, Map<String, Pointer>> panelPointers = new TreeMap<>();
    private final Map<String, Pointer> pointers = new LinkedHashMap<>();

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
        letters.addAll(shares.letters());
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

    /** @param told the one modality that the words before this citation name */
    void cite(FigureLabel label, Mention mention, Optional<Modality> told) {
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

    /** A sign that is explained twice in the same words is one pointer. */
    void point(FigureLabel label, Pointer pointer) {
        Map<String, Pointer> known = label.panel().isEmpty()
                ? pointers
                : panelPointers.computeIfAbsent(label.panel().charAt(0), k -> new LinkedHashMap<>());
        known.putIfAbsent((pointer.phrase() + '\n' + pointer.target()).toLowerCase(Locale.ROOT), pointer);
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
        Map<Character, Modality> told = new PanelModalities(shares).told();
        Set<Modality> ofFigure = told.isEmpty() ? citedModality : Set.of();
        List<Panel> panels = new ArrayList<>();
        for (char letter : letters) {
            String words = shares.text(letter);
            Optional<Modality> modality = Optional.ofNullable(told.get(letter))
                    .or(() -> single(citedModalities.getOrDefault(letter, Set.of())))
                    .or(() -> single(ofFigure));
            panels.add(new Panel(
                    label(letter),
                    words,
                    modality,
                    ModalityWords.is3d(words),
                    List.copyOf(panelPointers.getOrDefault(letter, Map.of()).values()),
                    List.copyOf(panelMentions.getOrDefault(letter, Map.of()).values())));
        }
        Optional<Modality> whole = panels.isEmpty()
                ? ModalityWords.first(caption.text()).or(() -> single(citedModality))
                : Optional.empty();
        return new Figure(
                number,
                caption.text(),
                captionSpans,
                whole,
                panels,
                List.copyOf(pointers.values()),
                List.copyOf(mentions.values()));
    }

    private static Optional<Modality> single(Collection<Modality> told) {
        return told.size() == 1 ? Optional.of(told.iterator().next()) : Optional.empty();
    }
}
