package org.figtrace.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.Test;

/** DICOM coordinates grow to the left, to posterior and to the head (PS3.3 C.7.6.2.1.1). */
class PatientDirectionTest {
    @Test
    void the_axes_have_one_letter_each() {
        assertThat(PatientDirection.letters(new Vector3(1, 0, 0))).isEqualTo("L");
        assertThat(PatientDirection.letters(new Vector3(-2, 0, 0))).isEqualTo("R");
        assertThat(PatientDirection.letters(new Vector3(0, 3, 0))).isEqualTo("P");
        assertThat(PatientDirection.letters(new Vector3(0, -1, 0))).isEqualTo("A");
        assertThat(PatientDirection.letters(new Vector3(0, 0, 1))).isEqualTo("S");
        assertThat(PatientDirection.letters(new Vector3(0, 0, -1))).isEqualTo("I");
    }

    @Test
    void a_small_tilt_keeps_one_letter_and_a_large_one_adds_a_second() {
        assertThat(PatientDirection.letters(turned(14))).isEqualTo("A");
        assertThat(PatientDirection.letters(turned(16))).isEqualTo("AS");
        assertThat(PatientDirection.letters(turned(60))).isEqualTo("SA");
    }

    private static Vector3 turned(double degrees) {
        double angle = Math.toRadians(degrees);
        return new Vector3(0, -Math.cos(angle), Math.sin(angle));
    }
}
