package org.figtrace.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How each panel was made, as far as the caption tells it: by the panel's own words; else by the clause around its
 * letter; else by a magnification; else by what the caption says of all panels.
 *
 * <p>A modality passes from one panel to the next only where both are told to be pictures of one kind: "axial (A) and
 * coronal (B) CT images", "SMA (C) and desmin (D) immunostaining". Words that name a picture of their own, "the
 * operative field", take none, and behind a semicolon only another plane of the same images does.
 */
final class PanelModalities {
    /** Another plane, window or phase of the same images. */
    private static final Pattern ANOTHER_PLANE = Pattern.compile(
            "(?i)\\b(?:axial|transverse|coronal|sagittal)\\b|reformat|reconstruct|render|\\bwindow|enhanced|\\bphase\\b");
    /** "before", "postoperative": the same picture at another time or from another side. */
    private static final Pattern ANOTHER_TIME = Pattern.compile(
            "(?i)\\b(?:(?:pre|post)[- ]?(?:op\\w*|contrast|treatment)"
                    + "|before|after|initial|follow[- ]up|baseline|left|right|lateral|frontal|anterior|posterior|oblique)\\b");
    /** A picture, or a deed that only a camera shows. */
    private static final Pattern OWN_PICTURE = Pattern.compile(
            "(?i)\\b(?:views?|images?|pictures?|photo\\w*|field|site"
                    + "|appearance|specimen|scan|map|removed|resected|excised|exposed|operation|incision|closure|lifted|opened)\\b");
    /** "axial and", "after surgery": not yet a phrase that says what the picture is. */
    private static final int FEW_WORDS = 25;

    private static final Set<Modality> STAINS =
            Set.of(Modality.HISTOLOGY, Modality.IMMUNOHISTOCHEMISTRY, Modality.ELECTRON_MICROSCOPY);

    private final PanelCaptions shares;
    /** What each panel's own words say first. */
    private final Map<Character, Modality> own = new TreeMap<>();

    PanelModalities(PanelCaptions shares) {
        this.shares = shares;
        for (char letter : shares.letters()) {
            ModalityWords.first(shares.text(letter)).ifPresent(m -> own.put(letter, m));
        }
    }

    /** The modality of each panel that the caption tells one for. */
    Map<Character, Modality> told() {
        Map<Character, Modality> told = new TreeMap<>();
        Map<Character, Set<Modality>> passed = passed();
        Set<Character> magnified = new TreeSet<>();
        shares.marks().stream().filter(PanelMarks.Mark::magnified).forEach(m -> magnified.addAll(m.letters()));
        Optional<Modality> common = ModalityWords.only(shares.commonText());
        for (char letter : shares.letters()) {
            Set<Modality> near = passed.getOrDefault(letter, Set.of());
            Optional.ofNullable(own.get(letter))
                    .or(() -> near.size() == 1 ? Optional.of(near.iterator().next()) : Optional.empty())
                    .or(() -> magnified.contains(letter) ? Optional.of(Modality.HISTOLOGY) : Optional.empty())
                    .or(() -> common)
                    .ifPresent(m -> told.put(letter, m));
        }
        return told;
    }

    /** The modalities of the clauses around each letter, where the letter's own words may take them. */
    private Map<Character, Set<Modality>> passed() {
        Places sentences = new Places(shares.caption(), Sentences.of(shares.caption()));
        Places clauses = new Places(shares.caption(), clauses(shares.caption()));
        Map<Character, Sharing> sharings = new TreeMap<>();
        Map<Character, Set<Modality>> passed = new TreeMap<>();
        List<PanelMarks.Mark> marks = shares.marks();
        for (int i = 0; i < marks.size(); i++) {
            PanelMarks.Mark mark = marks.get(i);
            Optional<Modality> ofNext = i + 1 < marks.size() ? ofNeighbour(mark, marks.get(i + 1)) : Optional.empty();
            Optional<Modality> ofSentence = sentences.modalityAt(mark.start()).or(() -> ofNext);
            Optional<Modality> ofClause = clauses.modalityAt(mark.start());
            boolean leads = shares.isLeading(mark);
            for (char letter : mark.letters()) {
                Sharing sharing = sharings.computeIfAbsent(letter, c -> Sharing.of(shares.text(c)));
                Optional<Modality> taken = switch (sharing) {
                    case PLANE -> ofSentence;
                    case TIME -> ofClause;
                    case SHORT -> leads ? Optional.empty() : ofClause;
                    case STAIN -> leads ? Optional.empty() : ofClause.filter(STAINS::contains);
                    case NONE -> Optional.empty();
                };
                taken.ifPresent(m -> passed.computeIfAbsent(letter, k -> EnumSet.noneOf(Modality.class))
                        .add(m));
            }
        }
        return passed;
    }

    /** "(a) Axial and (b) coronal CT images": what the neighbour is called, where it follows after a word or two. */
    private Optional<Modality> ofNeighbour(PanelMarks.Mark mark, PanelMarks.Mark next) {
        return next.start() - mark.end() <= FEW_WORDS
                ? Optional.ofNullable(own.get(next.letters().get(0)))
                : Optional.empty();
    }

    /** The sentences of a caption, cut again at their semicolons. */
    private static List<Sentences.Stretch> clauses(String caption) {
        List<Sentences.Stretch> clauses = new ArrayList<>();
        for (Sentences.Stretch sentence : Sentences.of(caption)) {
            int from = sentence.start();
            for (int i = from; i < sentence.end(); i++) {
                if (caption.charAt(i) == ';') {
                    clauses.add(new Sentences.Stretch(from, i + 1));
                    from = i + 1;
                }
            }
            clauses.add(new Sentences.Stretch(from, sentence.end()));
        }
        return clauses;
    }

    /** Stretches of a caption that are asked for from left to right, each searched once. */
    private static final class Places {
        private final String caption;
        private final List<Sentences.Stretch> stretches;
        private int current;
        private int searched = -1;
        private Optional<Modality> modality = Optional.empty();

        Places(String caption, List<Sentences.Stretch> stretches) {
            this.caption = caption;
            this.stretches = stretches;
        }

        Optional<Modality> modalityAt(int offset) {
            while (current < stretches.size() && stretches.get(current).end() <= offset) {
                current++;
            }
            if (current == stretches.size() || !stretches.get(current).holds(offset)) {
                return Optional.empty();
            }
            if (searched != current) {
                Sentences.Stretch s = stretches.get(current);
                modality = ModalityWords.only(caption.substring(s.start(), s.end()));
                searched = current;
            }
            return modality;
        }
    }

    /** What the words of a panel allow it to take from its neighbours. */
    private enum Sharing {
        /** Another plane of the same images: from the whole sentence. */
        PLANE,
        /** Another time or side: from its clause, even where the letter leads and its words are all that is said of it. */
        TIME,
        /** A word or two, "vimentin (E)": from its clause where the letter stands behind or among them. */
        SHORT,
        /** More words, which may well speak of another picture: as SHORT, but only a stain. */
        STAIN,
        NONE;

        static Sharing of(String words) {
            if (ANOTHER_PLANE.matcher(words).find()) {
                return PLANE;
            }
            if (OWN_PICTURE.matcher(words).find()) {
                return NONE;
            }
            if (words.length() > FEW_WORDS) {
                return STAIN;
            }
            return ANOTHER_TIME.matcher(words).find() ? TIME : SHORT;
        }
    }
}
