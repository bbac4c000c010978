package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports in the styles of journals and hospitals; the expectations were written by hand from the text. */
class MessyReportsTest {
    @Test
    void a_radiologists_letter_cites_lower_case_panels() {
        Report r = ReportParser.parse("""
                RADIOLOGY REPORT
                CLINICAL HISTORY: 62-year-old man, headache for 3 months.
                TECHNIQUE: Axial CT of the head, slice thickness 1.25 mm, after 80 ml of iodinated contrast.
                FINDINGS: There is a 3.2 x 2.1 x 4 cm enhancing mass over the left
                convexity (Fig. 1, arrow) with at least 5 mm midline shift (Fig. 2b). Attenuation is -45 HU.
                The adjacent calvarium is thickened to 12\u201315 mm (Fig. 2a-c).
                CONCLUSION: Meningioma, 4 cm.

                Fig. 1: Axial contrast-enhanced CT com-
                puted at the level of the vertex. Mass (arrow).

                Fig. 2: (a) Axial CT, bone window; (b) coronal reformat; (c) volume-rendered 3D image.
                """);
        assertThat(labels(r)).containsExactly("1", "2A", "2B", "2C");
        assertThat(r.figures().get(0).caption()).contains("CT computed at the level");
        assertThat(pointers(r, "1")).contains("arrow -> Mass");
        assertThat(panel(r, "2B").modality()).contains(Modality.CT);
        assertThat(panel(r, "2C").reconstruction3d()).isTrue();
        assertThat(claims(r))
                .containsExactly(
                        "duration = 3.0 months []",
                        "slice thickness = 1.25 mm []",
                        "size = 3.2 cm [1]",
                        "size = 2.1 cm [1]",
                        "size = 4.0 cm [1]",
                        "midline shift >= 5.0 mm [2B]",
                        "attenuation = -45.0 HU []",
                        "thickness = 12.0-15.0 mm [2A, 2B, 2C]",
                        "size = 4.0 cm []");
    }

    @Test
    void letters_and_commas_name_the_panels_of_a_radiology_journal() {
        Report r = ReportParser.parse("""
                Case Report

                MR images showed a clival mass (Figs 1A and 2B\u2013D). Angiography was done (Fig. 3).

                Fig 1. A, Axial T2-weighted MR image shows a 24-mm clival mass (white arrow). B, Coronal MR image shows a
                dural tail (arrowhead). C and D, Axial CT images demonstrate bone erosion (asterisk).

                Fig 2. A 45-year-old woman with chordoma. A, Sagittal T1WI. B, DWI. C, ADC map. D, Photomicrograph
                (hematoxylin-eosin, original magnification \u00d7200).

                Fig 3. Lateral DSA. The tumor blush (black arrows) is supplied by the meningohypophyseal trunk (curved
                arrow).

                Discussion
                Chordomas grow 2 mm per year (12). In our patient the tumor grew from 12 to 24 mm. Smith et al. found that
                35% of patients died.

                References
                1. Smith J, et al. Chordoma (Figure 9). AJNR 2001;22:1-5. A tumor of 12 cm.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "1D", "2A", "2B", "2C", "2D", "3");
        assertThat(panel(r, "1D").caption()).isEqualTo("Axial CT images demonstrate bone erosion (asterisk).");
        assertThat(panel(r, "1D").modality()).contains(Modality.CT);
        assertThat(panel(r, "2A").caption()).isEqualTo("Sagittal T1WI.");
        assertThat(panel(r, "2D").modality()).contains(Modality.HISTOLOGY);
        assertThat(r.figures().get(2).modality()).contains(Modality.XA);
        assertThat(pointers(r, "1A")).containsExactly("white arrow -> 24-mm clival mass");
        assertThat(pointers(r, "3"))
                .containsExactly("black arrows -> tumor blush", "curved arrow -> meningohypophyseal trunk");
        assertThat(claims(r)).containsExactly("size = 24.0 mm [1A]", "size = 12.0 mm []", "size = 24.0 mm []");
    }

    @Test
    void bare_lower_case_letters_name_panels_and_dashes_and_blanks_are_plain() {
        Report r = ReportParser.parse(
                "Fig.\u00a01 a Axial T2-weighted image of the brain. b Coronal FLAIR image with"
                        + " edema (star). c, d Ultrasound of the neck\n\nThe nodule (Fig.\u00a01, a and b) measured \u2265\u202f2,5\u00a0cm.\n");
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "1D");
        assertThat(panel(r, "1B").modality()).contains(Modality.MR);
        assertThat(pointers(r, "1B")).containsExactly("star -> edema");
        assertThat(panel(r, "1D").caption()).isEqualTo("Ultrasound of the neck");
        assertThat(claims(r)).containsExactly("size >= 2.5 cm [1A, 1B]");
    }

    @Test
    void a_bar_a_range_and_a_continued_figure() {
        Report r = ReportParser.parse("""
                As shown in Figure 2A, B, and D and in Supplementary Figure S1, the mass was stable (Figure 5).

                FIGURE 2 | (A\u2013C) Axial, coronal and sagittal CT of the skull. (D) Volume-rendered 3D reconstruction.

                Figure 3. Gross specimen.
                Figure 3 Continued. (A) after fixation and (B) cut surface with 20\u201335% necrosis.
                """);
        assertThat(labels(r)).containsExactly("2A", "2B", "2C", "2D", "3A", "3B", "5", "S1");
        assertThat(panel(r, "2C").caption()).isEqualTo("Axial, coronal and sagittal CT of the skull.");
        assertThat(panel(r, "3B").caption()).startsWith("cut surface");
        assertThat(claims(r)).containsExactly("necrosis = 20.0-35.0 % [3B]");
    }

    @Test
    void brackets_of_prose_are_no_panels_and_cited_panels_without_a_caption_are() {
        Report r = ReportParser.parse("""
                The lesion was seen (Figure 1A; Figure 2) and (see Figures 1 and 3, Table 2A).
                The estrogen receptor (ER) and SMA (A) were absent (1, 2). Vitamin (D) was low. Figures 4A-C
                were lost by the press.

                FIGURE 1
                Panel A shows an axial CT scan; Panel B shows the operative field.

                FIGURE 2
                Schematic of the approach. The tumour is outlined by the dashed line (T), and the sinus is marked with an
                asterisk.

                FIGURE 3
                (A) Preoperative photograph, (B) CT with bone loss (red arrows), and (C) MRI.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "2", "3A", "3B", "3C", "4A", "4B", "4C");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1B").modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "3A").modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "3C").modality()).contains(Modality.MR);
        assertThat(pointers(r, "2")).containsExactly("dashed line -> tumour", "asterisk -> sinus");
        assertThat(pointers(r, "3B")).containsExactly("red arrows -> bone loss");
        assertThat(panel(r, "4B").caption()).isEmpty();
    }

    @Test
    void letters_with_their_stain_stand_after_the_words() {
        Report r = ReportParser.parse("""
                Figure legends

                Figure 1. Imaging of the patient. (A) Axial non-contrast CT demonstrating an osteolytic lesion of the right
                parietal bone (arrowheads). (B) Coronal T1-weighted MRI; the dashed line marks the dural attachment.
                (C) DSA with feeders from the superficial temporal artery (STA; white arrow) and middle meningeal artery
                (black arrow).
                Figure 2. Spindle cells in fascicles (A, H&E, \u00d7100) with brisk mitoses (B, H&E, \u00d7400; arrows). Positive
                SMA (C) and desmin (D) immunostaining.
                Figure 3: Follow-up CT at 6 months.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "2A", "2B", "2C", "2D", "3");
        assertThat(pointers(r, "1C"))
                .containsExactly(
                        "white arrow -> superficial temporal artery", "black arrow -> middle meningeal artery");
        assertThat(pointers(r, "1B")).containsExactly("dashed line -> dural attachment");
        assertThat(panel(r, "2B").caption()).contains("brisk mitoses");
        assertThat(pointers(r, "2B")).containsExactly("arrows -> brisk mitoses");
        assertThat(panel(r, "2D").modality()).contains(Modality.IMMUNOHISTOCHEMISTRY);
        assertThat(panel(r, "1C").modality()).contains(Modality.XA);
    }

    @Test
    void page_furniture_within_a_sentence_leaves_no_trace() {
        Report r = ReportParser.parse("""
                3 | Case presentation
                On CT, a lesion of 48 x 36 mm (Figure 1a) with values of \u221220 to 35 HU was seen. The outer table was eroded over
                                          Journal of Neurosurgery: Case Reports | Vol 3 | 2022
                                                                  Page 2 of 6
                an area of 3 cm\u00b2 and the residual bone was < 2 mm thick. Estimated blood loss was 1,200 mL.
                Ki\u201167 labeling index was 20% to 25%; there were 12 mitoses per 10 HPFs.

                FIGURE 1  (a) Axial CT of the head with
                the lesion (arrow). (b) Sagittal re-
                formation. (c) Intraoperative photo-
                graph after resection

                The tumor recurred at 14 months.

                4 | Discussion
                Tumors larger than 5 cm have a 50% recurrence rate in the literature. This case measured 48 mm.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C");
        assertThat(panel(r, "1C").caption()).isEqualTo("Intraoperative photograph after resection");
        assertThat(claims(r))
                .containsExactly(
                        "size = 48.0 mm [1A]",
                        "size = 36.0 mm [1A]",
                        "attenuation = -20.0-35.0 HU [1A]",
                        "area = 3.0 cm2 []",
                        "thickness < 2.0 mm []",
                        "blood loss = 1200.0 ml []",
                        "Ki-67 = 20.0-25.0 % []",
                        "mitotic count = 12.0 per 10 HPF []",
                        "duration = 14.0 months []",
                        "size = 48.0 mm []");
        assertThat(r.claims().get(3).text()).contains("eroded over an area of");
    }

    @Test
    void citations_broken_over_lines_and_colon_letters() {
        Report r = ReportParser.parse("""
                The results are shown in Fig.
                2A, B. As seen in Figure
                3, the skull was thinned.

                Fig. 2 \u2013 A: CT scan. B: MRI scan (T2). Black arrow indicates tumor; white arrow, vessel.

                FIGURE 3. Three-dimensional CT reconstruction showing a defect of 2-3 cm (circle)
                FIGURE 4. Operative photographs: (A) skin incision, (B) bone flap
                removed, with dura exposed; and (C) closure.
                """);
        assertThat(labels(r)).containsExactly("2A", "2B", "3", "4A", "4B", "4C");
        assertThat(panel(r, "2A").caption()).isEqualTo("CT scan.");
        assertThat(panel(r, "2A").mentions()).hasSize(1);
        assertThat(pointers(r, "2B")).containsExactly("Black arrow -> tumor", "white arrow -> vessel");
        assertThat(pointers(r, "3")).containsExactly("circle -> defect of 2-3 cm");
        assertThat(panel(r, "4B").caption()).isEqualTo("bone flap removed, with dura exposed");
        assertThat(panel(r, "4C").modality()).contains(Modality.PHOTOGRAPH);
    }

    @Test
    void headings_in_the_middle_of_a_sentence_find_their_captions() {
        Report r = ReportParser.parse("""
                Text before goes on and the mass was removed (Fig. 1B) after

                Figure 1

                embolization on the following day. The patient did well.

                Axial (A) and coronal (B) CT images show a lytic lesion (arrows) with soft-tissue component (asterisks).

                Figure 2

                Photomicrographs of the tumor. A) H&E stain, 100x. B) SMA immunohistochemistry.

                Acknowledgements
                We thank all (Figure 12).
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "2A", "2B");
        assertThat(panel(r, "1B").mentions().get(0).text()).endsWith("after embolization on the following day.");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(pointers(r, "1A")).containsExactly("arrows -> lytic lesion", "asterisks -> soft-tissue component");
        assertThat(panel(r, "2B").modality()).contains(Modality.IMMUNOHISTOCHEMISTRY);
    }

    @Test
    void captions_of_single_panels_make_one_figure() {
        Report r = ReportParser.parse("""
                Figure 1A. Axial CT of the orbit.

                Figure 1B. Histology, H&E, x200.

                Fig. 2(a): Lateral radiograph of the skull.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "2A");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1B").caption()).startsWith("Histology");
        assertThat(panel(r, "2A").modality()).contains(Modality.RADIOGRAPH);
    }

    @Test
    void prose_without_empty_lines_is_not_swallowed_by_a_caption() {
        Report r = ReportParser.parse("""
                The tumor was noted in the left frontal region and the patient was sent
                to our hospital, where computed tomography was done as shown in
                Figure 1. The tumor was large, and on histology the mitotic count was 4-6/10 HPF,
                and it measured over 8 cm (Fig. 2).
                Figure 1. Axial CT of the head.
                Arrows indicate the lytic lesion.
                Fig 2 Photograph of the scalp before (left, A) and after (right, B) surgery.
                """);
        assertThat(labels(r)).containsExactly("1", "2A", "2B");
        assertThat(r.figures().get(0).caption()).isEqualTo("Axial CT of the head. Arrows indicate the lytic lesion.");
        assertThat(r.figures().get(0).mentions()).hasSize(1);
        assertThat(claims(r)).containsExactly("mitotic count = 4.0-6.0 per 10 HPF [2A, 2B]", "size > 8.0 cm [2A, 2B]");
    }

    @Test
    void a_key_in_a_bracket_and_signs_within_sentences() {
        Report r = ReportParser.parse("""
                Figure 1. CT of the skull (white arrow: mass; black arrowheads = sagittal sinus). The tumor is indicated by
                the yellow star. Scalp flap (*).
                """);
        assertThat(pointers(r, "1"))
                .containsExactly(
                        "white arrow -> mass",
                        "black arrowheads -> sagittal sinus",
                        "yellow star -> tumor",
                        "* -> Scalp flap");
    }

    @Test
    void a_text_without_figures_has_none() {
        assertThat(ReportParser.parse("Nothing to see.").figures()).isEmpty();
        assertThat(ReportParser.parse("").figures()).isEmpty();
    }

    static List<String> labels(Report r) {
        return r.labels().stream().map(FigureLabel::toString).toList();
    }

    static Panel panel(Report r, String label) {
        return r.panel(FigureLabel.parse(label)).orElseThrow();
    }

    static List<String> pointers(Report r, String label) {
        FigureLabel l = FigureLabel.parse(label);
        List<Pointer> pointers = l.panel().isEmpty()
                ? r.find(l).orElseThrow().pointers()
                : r.panel(l).orElseThrow().pointers();
        return pointers.stream().map(p -> p.phrase() + " -> " + p.target()).toList();
    }

    static List<String> claims(Report r) {
        return r.claims().stream()
                .map(c -> c.quantity() + " " + c.comparator() + " " + c.value()
                        + (c.high().isPresent() ? "-" + c.high().getAsDouble() : "") + " " + c.unit() + " "
                        + c.figures())
                .toList();
    }
}
