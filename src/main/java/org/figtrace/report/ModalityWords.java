package org.figtrace.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words by which reports say how a picture was made. Where they say nothing, nothing is concluded. */
final class ModalityWords {
    private static final String CT_WORDS = "(?:computed|computeri[sz]ed) (?:axial )?tomograph(?:y|ic)";
    private static final String MR_WORDS = "magnetic resonance";

    private record Word(String pattern, Modality modality) {}

    /** Longer names first: "CT angiography" is neither CT nor a catheter angiogram. */
    private static final List<Word> WORDS = List.of(
            new Word("(?-i:PET ?[-/] ?(?:CT|MRI?))|positron[- ]emission|(?-i:\\bPET\\b)|(?-i:\\bFDG\\b)", Modality.PET),
            new Word("(?-i:SPECT)|scintigra(?:phy|m)|bone scan", Modality.SCINTIGRAPHY),
            new Word(
                    "(?-i:\\bCTA\\b)|\\bCT[- ]?angiogra\\w*|" + CT_WORDS + "(?: \\(CT\\))? angiogra\\w*|angio-?CT",
                    Modality.CTA),
            new Word(
                    "(?-i:\\bMRA\\b)|\\bMR[- ]?angiogra\\w*|" + MR_WORDS
                            + "(?: \\(MR\\))? angiogra\\w*|(?-i:\\bMRV\\b)",
                    Modality.MRA),
            new Word(
                    "(?-i:\\bDSA\\b)|digital subtraction|\\bangiogra(?:m|ms|phy|phic)\\b|arteriogra\\w*|venogra\\w*|fluoroscop\\w*"
                            + "|(?-i:\\bXA\\b)",
                    Modality.XA),
            new Word("(?-i:\\b(?:HR|MD|CB|NC|CE)?CT\\b)|" + CT_WORDS + "|(?-i:\\bCAT scan)", Modality.CT),
            new Word(
                    "(?-i:\\bMRI\\b)|(?-i:\\bMR\\b)|" + MR_WORDS
                            + "|\\bT[12](?:\\*|WI|[- ]?weighted|W\\b| (?:axial|coronal|sagittal|image|sequence|FSE|TSE|SE|STIR|signal|hyper|hypo|post|fat))|(?-i:\\bFLAIR\\b)|(?-i:\\bDWI\\b)|(?-i:\\bADC\\b)"
                            + "|diffusion-weighted|gadolinium",
                    Modality.MR),
            new Word(
                    "ultraso(?:und|nograph\\w*)|sonogra\\w*|\\bdoppler\\b|echocardiogra\\w*|elastograph\\w*",
                    Modality.ULTRASOUND),
            new Word("radiograph\\w*|\\b[Xx][- ]?rays?\\b|mammogra\\w*", Modality.RADIOGRAPH),
            new Word(
                    "endoscop\\w*|colonoscop\\w*|gastroscop\\w*|arthroscop\\w*|bronchoscop\\w*|cystoscop\\w*",
                    Modality.ENDOSCOPY),
            new Word("(?:electron micro(?:scop\\w*|graph\\w*)|(?-i:\\bTEM\\b))", Modality.ELECTRON_MICROSCOPY),
            new Word(
                    "immuno-?histo-?chem\\w*|immuno-?stain\\w*|(?-i:\\bIHC\\b)|immunoreactiv\\w*|immunopositiv\\w*"
                            + "|immunofluorescen\\w*|immunocytochem\\w*",
                    Modality.IMMUNOHISTOCHEMISTRY),
            new Word(
                    "\\bH ?(?:&|and) ?E\\b|(?-i:\\bHE\\b)|(?-i:\\bHPE\\b)|ha?ematoxylin|histo-?patholog\\w*|histolog\\w*"
                            + "|(?:photo)?micrographs?|photomicrograph\\w*|\\bmicroscop(?:y|ic|ical|ically)\\b|cytolog(?:y|ic)\\b",
                    Modality.HISTOLOGY),
            new Word(
                    "photograph(?:s|y|ic)?\\b|\\bphotos?\\b|clinical (?:picture|image|appearance|view)s?|gross (?:specimen|"
                            + "appearance|pathology|view|image|picture|examination)|macroscopic\\w*|intra-?operative (?:view|image|"
                            + "picture|photo|finding|appearance)\\w*|\\b(?:intra-?)?operative (?:field|site|view|photo\\w*)\\b|resected specimen|surgical specimen",
                    Modality.PHOTOGRAPH),
            new Word("schematic|\\bdiagram|illustration|\\bdrawing\\b|flow ?chart", Modality.DRAWING));

    private static final Pattern ANY = any();
    private static final Modality[] BY_GROUP =
            WORDS.stream().map(Word::modality).toArray(Modality[]::new);
    private static final Pattern THREE_D = Pattern.compile("(?i)\\b(?:3|three)[- ]?d(?:imensional)?\\b[\\w ()-]{0,30}"
            + "(?:reconstruct|render|image|model|CT\\b|view)|volume[- ]rendered|volume[- ]rendering|\\bVRT?\\b image");
    private static final Pattern MAGNIFICATION = Pattern.compile("(?i)[x×] ?\\d{2,4}\\b|\\b\\d{2,4} ?[x×](?![ \\w])");

    private ModalityWords() {}

    private static Pattern any() {
        StringBuilder all = new StringBuilder("(?i)");
        for (Word word : WORDS) {
            all.append(all.length() > 4 ? "|" : "")
                    .append('(')
                    .append(word.pattern())
                    .append(')');
        }
        return Pattern.compile(all.toString());
    }

    /** The first modality that the words name. */
    static Optional<Modality> first(String words) {
        Matcher m = ANY.matcher(words);
        return m.find() ? Optional.of(named(m)) : Optional.empty();
    }

    /** The modality that the words name, if they name one and no other. */
    static Optional<Modality> only(String words) {
        Set<Modality> found = EnumSet.noneOf(Modality.class);
        Matcher m = ANY.matcher(words);
        while (m.find()) {
            found.add(named(m));
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static Modality named(Matcher m) {
        for (int i = 0; i < BY_GROUP.length; i++) {
            if (m.group(i + 1) != null) {
                return BY_GROUP[i];
            }
        }
        throw new IllegalStateException("a word without a modality");
    }

    static boolean is3d(String words) {
        return THREE_D.matcher(words).find();
    }

    /** "X100", "×400", "40x": only a microscope says so. */
    static boolean isMagnified(String words) {
        return MAGNIFICATION.matcher(words).find();
    }
}
