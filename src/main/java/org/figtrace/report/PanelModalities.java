package org.figtrace.report;

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
    private static final Pattern OWN_PICTURE = Pattern.compile("(?i)\\b(?:views?|images?|pictures?|photo\\w*|field|site"
            + "|appearance|specimen|scan|map|removed|resected|excised|exposed|operation|incision|closure|lifted|opened)\\b");
    /** "axial and", "after surgery": not yet a phrase that says what the picture is. */
    private static final int SHORT = 25;

    private final PanelCaptions shares;

    PanelModalities(PanelCaptions shares) {
        this.shares = shares;
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
            ModalityWords.first(shares.text(letter))
                    .or(() -> near.size() == 1 ? Optional.of(near.iterator().next()) : Optional.empty())
                    .or(() -> magnified.contains(letter) ? Optional.of(Modality.HISTOLOGY) : Optional.empty())
                    .or(() -> common)
                    .ifPresent(m -> told.put(letter, m));
        }
        return told;
    }

    /** The modalities of the clauses around each letter, where the letter's own words may take them. */
    private Map<Character, Set<Modality>> passed() {
        Map<Character, Set<Modality>> passed = new TreeMap<>();
        String caption = shares.caption();
        List<Sentences.Stretch> sentences = Sentences.of(caption);
        int s = 0;
        for (PanelMarks.Mark mark : shares.marks()) {
            while (s < sentences.size() && sentences.get(s).end() <= mark.start()) {
                s++;
            }
            if (s == sentences.size() || !sentences.get(s).holds(mark.start())) {
                continue;
            }
            Sentences.Stretch sentence = sentences.get(s);
            for (char letter : mark.letters()) {
                String words = shares.text(letter);
                boolean plane = ANOTHER_PLANE.matcher(words).find();
                if (plane || mayShare(mark, words)) {
                    int from = plane ? sentence.start() : clauseStart(caption, mark.start(), sentence.start());
                    int to = plane ? sentence.end() : clauseEnd(caption, mark.end(), sentence.end());
                    ModalityWords.only(caption.substring(from, to))
                            .ifPresent(m -> passed.computeIfAbsent(letter, k -> EnumSet.noneOf(Modality.class))
                                    .add(m));
                }
            }
        }
        return passed;
    }

    /** Where a letter leads, its words are all that is said of it, unless they only tell it from its neighbour. */
    private boolean mayShare(PanelMarks.Mark mark, String words) {
        if (OWN_PICTURE.matcher(words).find()) {
            return false;
        }
        return !shares.isLeading(mark)
                || words.length() <= SHORT && ANOTHER_TIME.matcher(words).find();
    }

    private static int clauseStart(String caption, int at, int from) {
        int i = at;
        while (i > from && caption.charAt(i - 1) != ';') {
            i--;
        }
        return i;
    }

    private static int clauseEnd(String caption, int at, int to) {
        int i = Math.min(at, to);
        while (i < to && caption.charAt(i) != ';') {
            i++;
        }
        return i;
    }
}
