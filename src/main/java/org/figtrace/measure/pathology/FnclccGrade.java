package org.figtrace.measure.pathology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.figtrace.measure.NotMeasurableException;

/**
 * Grade of a soft-tissue sarcoma by the French federation of cancer centres (Trojani 1984, doi 10.1002/ijc.2910330108;
 * Guillou 1997, doi 10.1200/JCO.1997.15.1.350): differentiation 1 to 3, mitoses in ten successive fields of the most
 * active part, necrosis; their sum is the grade. Its field had 0.1734 mm2 (Coindre 2006, doi
 * 10.5858/2006-130-1448-GOSTSR), so ten had 1.73 mm2; fields of today are up to twice as large, and the score is that of
 * the fields as counted, with a warning where the area would give another.
 *
 * @param differentiation as the table of histological types gives it; a reader's choice
 * @param mitoticScore 1 for 0 to 9 mitoses in 10 fields, 2 for 10 to 19, 3 from 20 on
 * @param mitosesPerStandardArea mitoses expected in 1.734 mm2; empty without a field size
 * @param gradeAtStandardArea the grade that would follow from them
 * @param warnings sentences
 */
public record FnclccGrade(
        int differentiation,
        MitoticCount mitoses,
        NecrosisExtent necrosis,
        int mitoticScore,
        int sum,
        int grade,
        OptionalDouble mitosesPerStandardArea,
        OptionalInt gradeAtStandardArea,
        List<String> warnings) {
    public static final String DEFINITION =
            "differentiation 1-3 + mitoses per 10 HPF (0-9: 1, 10-19: 2, >= 20: 3) + necrosis (none: 0, < 50 %: 1, >= 50 %:"
                    + " 2); sum 2-3: grade 1, 4-5: grade 2, 6-8: grade 3";
    public static final String SOURCE =
            "FNCLCC, Trojani 1984, doi 10.1002/ijc.2910330108; Guillou 1997, doi 10.1200/JCO.1997.15.1.350";
    /** Ten fields of 0.1734 mm2. */
    public static final double STANDARD_AREA_MM2 = 1.734;

    private static final int FIELDS = 10;
    private static final double ROUNDING = 1e-9;

    public FnclccGrade {
        warnings = List.copyOf(warnings);
    }

    /**
     * @throws NotMeasurableException where an input is missing, the differentiation is none, or mitoses were not counted
     *     in ten fields
     */
    public static FnclccGrade of(
            OptionalInt differentiation, Optional<MitoticCount> mitoses, Optional<NecrosisExtent> necrosis)
            throws NotMeasurableException {
        List<String> missing = new ArrayList<>();
        if (differentiation.isEmpty()) {
            missing.add("the differentiation score");
        }
        if (mitoses.isEmpty()) {
            missing.add("the mitotic count");
        }
        if (necrosis.isEmpty()) {
            missing.add("the extent of necrosis");
        }
        if (!missing.isEmpty()) {
            throw new NotMeasurableException("no FNCLCC grade without " + String.join(" and ", missing));
        }
        int tissue = differentiation.getAsInt();
        if (tissue < 1 || tissue > 3) {
            throw new NotMeasurableException("the FNCLCC differentiation score is 1, 2 or 3, not " + tissue);
        }
        MitoticCount count = mitoses.get();
        if (count.fields() != FIELDS) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT,
                    "FNCLCC counts mitoses in 10 successive fields (1.73 mm2 where it was defined), not in %d",
                    count.fields()));
        }
        return graded(tissue, count, necrosis.get());
    }

    private static FnclccGrade graded(int differentiation, MitoticCount count, NecrosisExtent necrosis) {
        int score = mitoticScore(count.mitoses());
        int sum = differentiation + score + necrosis.score();
        List<String> warnings = new ArrayList<>();
        OptionalDouble standard = OptionalDouble.empty();
        OptionalInt other = OptionalInt.empty();
        if (count.perMm2().isEmpty()) {
            MitoticCount.Range range = count.perMm2Range();
            int low = mitoticScore(range.low() * STANDARD_AREA_MM2);
            int high = mitoticScore(range.high() * STANDARD_AREA_MM2);
            warnings.add("the field size is not known"
                    + (low == high && low == score
                            ? ""
                            : String.format(
                                    Locale.ROOT, "; in 1.73 mm2 the mitotic score would be %d to %d", low, high)));
        } else {
            standard = OptionalDouble.of(count.perMm2().getAsDouble() * STANDARD_AREA_MM2);
            int there = mitoticScore(standard.getAsDouble());
            other = OptionalInt.of(gradeOf(differentiation + there + necrosis.score()));
            if (there != score) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "the ten fields have %.2f mm2; in the 1.73 mm2 of the definition %.1f mitoses would be expected,"
                                + " score %d, grade %d",
                        count.areaMm2().getAsDouble(),
                        standard.getAsDouble(),
                        there,
                        other.getAsInt()));
            }
        }
        return new FnclccGrade(differentiation, count, necrosis, score, sum, gradeOf(sum), standard, other, warnings);
    }

    /** An expected number is a fraction: below 10 it is no ten, below 20 no twenty, but for rounding. */
    private static int mitoticScore(double mitoses) {
        return mitoses < 10 - ROUNDING ? 1 : mitoses < 20 - ROUNDING ? 2 : 3;
    }

    private static int gradeOf(int sum) {
        return sum <= 3 ? 1 : sum <= 5 ? 2 : 3;
    }
}
