package org.figtrace.measure;

import java.util.Locale;
import java.util.OptionalDouble;
import org.figtrace.geometry.LengthUnit;

/**
 * Whether a lesion may be a target lesion on CT or MR at baseline, by RECIST 1.1 (doi 10.1016/j.ejca.2008.10.026), with
 * the rule that decided. Sizes are in the plane of acquisition.
 *
 * @param reason one sentence with the sizes and the rule
 * @param sliceThicknessMm as the image says it; where it is unknown, a size that needs it cannot be judged
 * @param sliceSpacingMm distance between slices; where it is larger than the thickness, it stands for it, because what
 *     lies in the gap is not seen (appendix II)
 */
public record RecistEligibility(
        Verdict verdict,
        String reason,
        LesionKind kind,
        double longestDiameterMm,
        double shortAxisMm,
        OptionalDouble sliceThicknessMm,
        OptionalDouble sliceSpacingMm) {
    private static final double NON_NODAL_MM = 10;
    private static final double NODE_TARGET_MM = 15;
    private static final double NODE_NORMAL_MM = 10;
    private static final double THIN_SLICE_MM = 5;
    /** Sizes are sums of decimal fractions; what differs by less than this is equal. */
    private static final double ROUNDING_MM = 1e-9;

    /** What a lesion may be at baseline. */
    public enum Verdict {
        TARGET,
        NON_TARGET,
        /** A node too small to be called diseased. */
        NORMAL,
        CANNOT_BE_JUDGED
    }

    /**
     * @param longestDiameterMm of the soft-tissue part for {@link LesionKind#BONE_SOFT_TISSUE}
     * @throws IllegalArgumentException for a size that is none, or a short axis that is longer than the longest diameter
     */
    public static RecistEligibility of(
            double longestDiameterMm,
            double shortAxisMm,
            OptionalDouble sliceThicknessMm,
            OptionalDouble sliceSpacingMm,
            LesionKind kind) {
        check("longest diameter", longestDiameterMm, 0);
        check("short axis", shortAxisMm, 0);
        sliceThicknessMm.ifPresent(t -> check("slice thickness", t, Double.MIN_VALUE));
        sliceSpacingMm.ifPresent(t -> check("slice spacing", t, Double.MIN_VALUE));
        if (shortAxisMm > longestDiameterMm + ROUNDING_MM) {
            throw new IllegalArgumentException(
                    "a short axis of " + shortAxisMm + " mm is longer than the longest diameter, " + longestDiameterMm);
        }
        Ruling ruling = switch (kind) {
            case NODE -> node(shortAxisMm, slice(sliceThicknessMm, sliceSpacingMm));
            case BONE_WITHOUT_SOFT_TISSUE ->
                new Ruling(
                        Verdict.NON_TARGET,
                        "A bone lesion without a soft-tissue part, or a blastic one, is not measurable.");
            case NON_NODAL -> nonNodal("", longestDiameterMm, sliceThicknessMm, sliceSpacingMm);
            case BONE_SOFT_TISSUE ->
                nonNodal(
                        "soft-tissue part of a lytic or mixed bone lesion: ",
                        longestDiameterMm,
                        sliceThicknessMm,
                        sliceSpacingMm);
        };
        return new RecistEligibility(
                ruling.verdict, ruling.reason, kind, longestDiameterMm, shortAxisMm, sliceThicknessMm, sliceSpacingMm);
    }

    /**
     * A measured lesion, with the step between its slices.
     *
     * @param sliceThicknessMm as the image says it; 0 counts as unknown
     * @throws NotMeasurableException where the lesion is not measured in mm
     */
    public static RecistEligibility of(LesionMeasurement lesion, OptionalDouble sliceThicknessMm, LesionKind kind)
            throws NotMeasurableException {
        if (lesion.lengthUnit() != LengthUnit.MILLIMETRE) {
            throw new NotMeasurableException("RECIST sizes are in mm, and the image has no spacing");
        }
        // Files that say 0 do not know their thickness.
        boolean known = sliceThicknessMm.isPresent()
                && sliceThicknessMm.getAsDouble() > 0
                && Double.isFinite(sliceThicknessMm.getAsDouble());
        return of(
                lesion.longestAxial().longAxis().length(),
                lesion.longestAxial().shortAxis().length(),
                known ? sliceThicknessMm : OptionalDouble.empty(),
                lesion.provenance().sliceSpacing(),
                kind);
    }

    private record Ruling(Verdict verdict, String reason) {}

    private static void check(String what, double mm, double least) {
        if (!(mm >= least) || Double.isInfinite(mm)) {
            throw new IllegalArgumentException(what + " of " + mm + " mm");
        }
    }

    private static OptionalDouble slice(OptionalDouble thickness, OptionalDouble spacing) {
        return thickness.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(thickness.getAsDouble(), spacing.orElse(0)));
    }

    private static Ruling node(double shortAxis, OptionalDouble slice) {
        String advice = slice.isEmpty()
                ? " (the slice thickness is unknown; at most 5 mm is recommended)"
                : slice.getAsDouble() > THIN_SLICE_MM + ROUNDING_MM
                        ? format(" (slices of %.1f mm; at most 5 mm is recommended)", slice.getAsDouble())
                        : "";
        if (shortAxis >= NODE_TARGET_MM - ROUNDING_MM) {
            return new Ruling(
                    Verdict.TARGET,
                    format("The short axis of the node, %.1f mm, is at least 15 mm", shortAxis) + advice + ".");
        }
        if (shortAxis >= NODE_NORMAL_MM - ROUNDING_MM) {
            return new Ruling(
                    Verdict.NON_TARGET,
                    format("The short axis of the node, %.1f mm, is at least 10 mm and below 15 mm", shortAxis) + advice
                            + ".");
        }
        return new Ruling(
                Verdict.NORMAL,
                format("The short axis of the node, %.1f mm, is below 10 mm", shortAxis) + advice + ".");
    }

    private static Ruling nonNodal(String part, double longest, OptionalDouble thickness, OptionalDouble spacing) {
        String measured = part + format("longest diameter %.1f mm", longest);
        measured = Character.toUpperCase(measured.charAt(0)) + measured.substring(1);
        if (longest < NON_NODAL_MM - ROUNDING_MM) {
            return new Ruling(
                    Verdict.NON_TARGET, measured + " is below 10 mm, the least that is measurable on any slice.");
        }
        // The thickness is never less than known from the spacing alone.
        double least = least(Math.max(thickness.orElse(0), spacing.orElse(0)));
        if (longest < least - ROUNDING_MM) {
            return new Ruling(
                    Verdict.NON_TARGET,
                    measured + format(" is below %.1f mm, twice the slice, which is thicker than 5 mm.", least));
        }
        if (thickness.isEmpty()) {
            return new Ruling(
                    Verdict.CANNOT_BE_JUDGED,
                    measured + " may be measurable, but the slice thickness is unknown: the least is 10 mm up to 5 mm"
                            + " slices and twice the slice above.");
        }
        return new Ruling(
                Verdict.TARGET,
                measured
                        + (least > NON_NODAL_MM
                                ? format(" is at least %.1f mm, twice the slice, which is thicker than 5 mm.", least)
                                : " is at least 10 mm, on slices of at most 5 mm."));
    }

    private static double least(double slice) {
        return slice > THIN_SLICE_MM + ROUNDING_MM ? 2 * slice : NON_NODAL_MM;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
