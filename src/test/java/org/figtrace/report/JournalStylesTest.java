package org.figtrace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.figtrace.report.MessyReportsTest.claims;
import static org.figtrace.report.MessyReportsTest.labels;
import static org.figtrace.report.MessyReportsTest.panel;
import static org.figtrace.report.MessyReportsTest.pointers;

import org.junit.jupiter.api.Test;

/** One report in each house style; the expectations were written by hand from the text. */
class JournalStylesTest {
    @Test
    void elsevier_puts_lower_case_letters_in_brackets() {
        Report r = ReportParser.parse("""
                2. Case report

                A 52-year-old man presented with a mass of the parietal scalp measuring 7.5 \u00d7 6 cm (Fig. 1a, b).
                Histology showed 15 mitoses per 10 high power fields (Fig. 2c).

                Fig. 1. Preoperative imaging. (a) Axial CT with bone window showing a lytic defect (arrow); (b) sagittal
                T1-weighted MRI after gadolinium; (c) intraoperative view after resection.

                Fig. 2. (a) Resected specimen. (b) Haematoxylin and eosin, original magnification \u00d740. (c) Mitotic
                figures (arrowheads), H&E \u00d7400. Scale bar = 50 \u00b5m.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "2A", "2B", "2C");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1B").modality()).contains(Modality.MR);
        assertThat(panel(r, "1C").modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "2A").modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "2C").modality()).contains(Modality.HISTOLOGY);
        assertThat(pointers(r, "1A")).containsExactly("arrow -> lytic defect");
        assertThat(pointers(r, "2C")).containsExactly("arrowheads -> Mitotic figures");
        assertThat(claims(r))
                .describedAs("a scale bar is no finding")
                .containsExactly(
                        "size = 7.5 cm [1A, 1B]", "size = 6.0 cm [1A, 1B]", "mitotic count = 15.0 per 10 HPF [2C]");
    }

    @Test
    void springer_puts_bare_lower_case_letters() {
        Report r = ReportParser.parse("""
                Case presentation

                The lesion of the frontal bone measured 31 mm (Fig. 1a, arrow) and took up contrast (Fig. 1b).

                Fig. 1 a Axial unenhanced CT shows a lytic lesion of the frontal bone. b Coronal contrast-enhanced
                T1-weighted MRI shows dural enhancement (arrowheads). c Photomicrograph with spindle cells (asterisk)
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C");
        assertThat(panel(r, "1A").caption()).isEqualTo("Axial unenhanced CT shows a lytic lesion of the frontal bone.");
        assertThat(panel(r, "1B").modality()).contains(Modality.MR);
        assertThat(panel(r, "1C").modality()).contains(Modality.HISTOLOGY);
        assertThat(pointers(r, "1B")).containsExactly("arrowheads -> dural enhancement");
        assertThat(pointers(r, "1C")).containsExactly("asterisk -> spindle cells");
        assertThat(panel(r, "1A").pointers()).hasSize(1);
        assertThat(claims(r)).containsExactly("size = 31.0 mm [1A]");
    }

    @Test
    void radiology_opens_with_the_patient_and_capitals_in_brackets() {
        Report r = ReportParser.parse("""
                Figure 1: Images in a 45-year-old man with a scalp mass. (A) Axial contrast-enhanced CT image shows a
                5.2-cm mass (white arrow) that destroys the outer table (black arrow). (B) Coronal short inversion time
                inversion-recovery MR image. (C) Fluorine 18 FDG PET/CT image shows a maximum standardized uptake value
                (SUVmax 11.4). (D) Digital subtraction angiogram, lateral view.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "1D");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1B").modality()).contains(Modality.MR);
        assertThat(panel(r, "1C").modality()).contains(Modality.PET);
        assertThat(panel(r, "1D").modality()).contains(Modality.XA);
        assertThat(pointers(r, "1A")).containsExactly("white arrow -> 5.2-cm mass", "black arrow -> outer table");
        assertThat(claims(r)).containsExactly("size = 5.2 cm [1A]", "SUV = 11.4 SUV [1C]");
    }

    @Test
    void ajnr_puts_capitals_and_commas_after_shouted_numbers() {
        Report r = ReportParser.parse("""
                FIG 1. A 60-year-old woman with a skull base mass. A, Axial T2WI shows the mass (arrow). B, Sagittal
                postcontrast T1WI. C and D, Axial and coronal bone-window CT show erosion of the clivus (arrowheads).

                FIG 2. Lateral DSA of the external carotid artery shows a blush (arrow).
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "1D", "2");
        assertThat(panel(r, "1A").modality()).contains(Modality.MR);
        assertThat(panel(r, "1C").modality()).contains(Modality.CT);
        assertThat(panel(r, "1D").caption()).startsWith("Axial and coronal bone-window CT");
        assertThat(pointers(r, "1A")).containsExactly("arrow -> mass");
        assertThat(pointers(r, "1D")).containsExactly("arrowheads -> erosion of the clivus");
        assertThat(r.figures().get(1).modality()).contains(Modality.XA);
        assertThat(claims(r)).isEmpty();
    }

    @Test
    void bmj_case_reports_put_numbers_without_stops() {
        Report r = ReportParser.parse("""
                CASE PRESENTATION
                A woman in her 60s presented with a 6-month history of a scalp lump (figure 1). Her blood pressure was
                140/90 mm Hg. MRI of the head showed a lump of twelve centimetres (figure 2A, arrow).

                INVESTIGATIONS
                Biopsy showed a Ki-67 of 40% (figure 3).

                Figure 1 Clinical photograph of the scalp.
                Figure 2 MRI of the head. (A) Axial T2-weighted image. (B) Sagittal T1-weighted image.
                Figure 3 Immunohistochemistry for Ki-67.

                DISCUSSION
                Such lumps occur in 5%\u201310% of patients and reach 20 cm.1 2

                Learning points
                \u25ba Lumps larger than 5 cm need imaging.
                """);
        assertThat(labels(r)).containsExactly("1", "2A", "2B", "3");
        assertThat(r.figures().get(0).modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "2B").modality()).contains(Modality.MR);
        assertThat(r.figures().get(2).modality()).contains(Modality.IMMUNOHISTOCHEMISTRY);
        assertThat(pointers(r, "2A")).hasSize(1);
        assertThat(claims(r)).containsExactly("duration = 6.0 months [1]", "size = 12.0 cm [2A]", "Ki-67 = 40.0 % [3]");
    }

    @Test
    void a_hospital_letter_has_numbers_and_no_figures() {
        Report r = ReportParser.parse("""
                Dear Dr. Miller,

                Thank you for referring Mrs. Smith, aged 71 years, whom we saw on 12.03.2021. She noticed a lump over
                the left mastoid 4 months ago. On examination it measured approximately 3 x 2 cm and was not mobile.
                It figures 3 times in her previous letters. Ultrasound of 02.04.2021 showed a vascular mass with a
                depth of at least 14 mm. We removed it under local anaesthetic with 10 ml of 1% lidocaine.

                Yours sincerely,
                """);
        assertThat(r.figures()).isEmpty();
        assertThat(claims(r))
                .containsExactly(
                        "duration = 4.0 months []", "size ~ 3.0 cm []", "size ~ 2.0 cm []", "depth >= 14.0 mm []");
    }

    @Test
    void a_structured_radiology_report_names_series_and_images() {
        Report r = ReportParser.parse("""
                EXAM: CT HEAD WITHOUT AND WITH CONTRAST
                COMPARISON: CT of 3/14/2019.
                TECHNIQUE: 1.25 mm axial slices. 100 ml of Omnipaque 350.

                FINDINGS: A right parietal scalp mass measures 3.2 x 2.1 x 4.0 cm (series 4, image 32), previously
                2.5 cm. Compared with prior studies it grew from 2.5 to 4.0 cm. There is erosion of the calvarium over
                18 mm (series 3, image 30). Mean attenuation 38 HU. No midline shift.

                IMPRESSION:
                1. 4 cm scalp mass with calvarial erosion.
                """);
        assertThat(r.figures()).isEmpty();
        assertThat(claims(r))
                .containsExactly(
                        "slice thickness = 1.25 mm []",
                        "size = 3.2 cm []",
                        "size = 2.1 cm []",
                        "size = 4.0 cm []",
                        "size = 2.5 cm []",
                        "size = 2.5 cm []",
                        "size = 4.0 cm []",
                        "size = 18.0 mm []",
                        "attenuation = 38.0 HU []",
                        "size = 4.0 cm []");
    }

    @Test
    void citations_come_in_lists_ranges_and_brackets_behind_the_number() {
        Report r = ReportParser.parse("""
                The course is shown in Figs. 1\u20133. Figures 1A, 1B and 2 show the mass (Fig. 2, arrow). As Figure 3 (A and
                B) demonstrates, the vault was destroyed in 30 of 40 slices. Necrosis made up 5%\u201310% of the tumor
                (Fig. 3C). There were 2 mitotic figures per 10 HPF.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "2", "3A", "3B", "3C");
        assertThat(r.figures().get(1).mentions()).hasSize(2);
        assertThat(pointers(r, "2")).containsExactly("arrow -> mass");
        assertThat(claims(r)).containsExactly("necrosis = 5.0-10.0 % [3C]", "mitotic count = 2.0 per 10 HPF []");
    }

    @Test
    void a_sign_belongs_to_the_panel_that_the_words_name() {
        Report r = ReportParser.parse("""
                Figure 1. (a) Axial and (b) coronal CT images and (c) axial T2-weighted MR image of the skull. The mass
                (arrows in b) has destroyed the inner table (arrowhead in a) and displaces the sinus (asterisk in c).

                Figure 2. (A) Axial CT. (B) Coronal MRI. Red arrows, bone loss; white arrow: mass; asterisk, edema.

                Figure 3. (A) Axial CT. (B) Coronal MRI. Arrowheads in A: dura; star in B = sinus.

                Figure 4. Axial CT of the vertex. Arrowheads indicate the diploic veins.
                """);
        assertThat(labels(r)).containsExactly("1A", "1B", "1C", "2A", "2B", "3A", "3B", "4");
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1C").modality()).contains(Modality.MR);
        assertThat(pointers(r, "1A")).containsExactly("arrowhead -> inner table");
        assertThat(pointers(r, "1B")).containsExactly("arrows -> mass");
        assertThat(pointers(r, "1C")).containsExactly("asterisk -> sinus");
        assertThat(pointers(r, "2"))
                .containsExactly("Red arrows -> bone loss", "white arrow -> mass", "asterisk -> edema");
        assertThat(panel(r, "2B").pointers()).isEmpty();
        assertThat(panel(r, "2B").caption()).isEqualTo("Coronal MRI.");
        assertThat(pointers(r, "3A")).containsExactly("Arrowheads -> dura");
        assertThat(panel(r, "3B").pointers()).extracting(Pointer::target).containsExactly("sinus");
        assertThat(pointers(r, "4")).containsExactly("Arrowheads -> diploic veins");
    }

    @Test
    void a_modality_stays_with_the_pictures_that_it_names() {
        Report r = ReportParser.parse("""
                Figure 1. Panel A shows an axial CT scan; Panel B shows the operative field.

                Figure 2. Preoperative CT (A) and the closed wound after two weeks (B).

                Figure 3. (A) Preoperative CT; (B) skin incision; (C) postoperative CT.

                Figure 4. Axial CT of the head (A, B). (A) Soft tissue window. (B) Bone window.
                """);
        assertThat(panel(r, "1A").modality()).contains(Modality.CT);
        assertThat(panel(r, "1B").modality()).contains(Modality.PHOTOGRAPH);
        assertThat(panel(r, "2A").modality()).contains(Modality.CT);
        assertThat(panel(r, "2B").modality()).isEmpty();
        assertThat(panel(r, "3A").modality()).contains(Modality.CT);
        assertThat(panel(r, "3B").modality()).isEmpty();
        assertThat(panel(r, "3C").modality()).contains(Modality.CT);
        assertThat(panel(r, "4A").caption()).isEqualTo("Axial CT of the head. Soft tissue window.");
        assertThat(panel(r, "4B").modality()).contains(Modality.CT);
    }

    @Test
    void numbers_of_other_patients_do_not_hide_those_of_this_one() {
        Report r = ReportParser.parse("""
                Case report

                Unlike in most of the cases the mass measured 9 cm. It is seen in 5%\u201310% of all patients. Laboratory
                studies were normal and imaging studies showed a mass of 48 mm. The mass was twelve centimetres long,
                twenty-five mm thick and one hundred and two mm wide. Fifty percent of the tumor was necrotic. The
                gap of 5 1/2 cm was closed. The 5-year survival rate is 60%.

                Discussion

                Necrosis was found in 20% of cases. Large sarcomas exceed 10 cm. Our patient's mass measured 12 cm.
                """);
        assertThat(claims(r))
                .containsExactly(
                        "size = 9.0 cm []",
                        "size = 48.0 mm []",
                        "length = 12.0 cm []",
                        "thickness = 25.0 mm []",
                        "necrosis = 50.0 % []",
                        "size = 12.0 cm []");
    }
}
