package org.figtrace.measure.response;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.measure.NotMeasurableException;

/**
 * How fast a lesion grew between two dates, as exponential growth: volume doubling time t ln 2 / ln(V2 / V1), which is
 * t ln 2 / (3 ln(d2 / d1)) from diameters, and specific growth rate ln(V2 / V1) / t (Mehrara 2007, doi
 * 10.1158/0008-5472.CAN-06-3822). Two sizes cannot tell whether growth was exponential.
 *
 * @param days above 0
 * @param volumeRatio later over earlier volume
 * @param doublings log2 of the ratio; negative for a lesion that shrank
 * @param volumeDoublingTimeDays negative for a lesion that shrank, see {@link #halvingTimeDays()}; empty where both
 *     sizes are equal, because it is infinite
 * @param specificGrowthRatePercentPerDay negative for a lesion that shrank
 * @param specificGrowthRateInterval 95 % interval from the uncertainty of both sizes, in percent per day
 * @param volumeDoublingTimeInterval 95 % interval in days, both ends of one sign; empty where the interval of the rate
 *     holds 0, because the doubling time is then unbounded
 * @param notes sentences about what is empty and what the numbers do not say
 */
public record LesionGrowth(
        LesionSize earlier,
        LesionSize later,
        double days,
        double volumeRatio,
        double doublings,
        OptionalDouble volumeDoublingTimeDays,
        double specificGrowthRatePercentPerDay,
        Optional<Interval> specificGrowthRateInterval,
        Optional<Interval> volumeDoublingTimeInterval,
        List<String> notes) {
    public static final String DEFINITION =
            "volume doubling time = t ln 2 / ln(V2 / V1), with (d2 / d1)^3 for V2 / V1 from diameters; specific growth"
                    + " rate = ln(V2 / V1) / t = ln 2 / VDT";
    public static final String SOURCE = "Mehrara 2007, doi 10.1158/0008-5472.CAN-06-3822";
    /** The mean length of a Julian year, for spans that are only known in years. */
    public static final double DAYS_PER_YEAR = 365.25;

    /** The 97.5th percentile of the normal distribution. */
    private static final double Z_95 = 1.959963984540054;
    /** Above this, the first order of the error of a logarithm is off by more than a tenth of itself. */
    private static final double SMALL = 0.2;

    /** Ends in ascending order. */
    public record Interval(double low, double high) {
        public Interval {
            if (!(low <= high)) {
                throw new IllegalArgumentException("an interval from " + low + " to " + high);
            }
        }
    }

    public LesionGrowth {
        notes = List.copyOf(notes);
    }

    /**
     * @throws NotMeasurableException where the days are not above 0, or a diameter is compared with a volume
     */
    public static LesionGrowth between(LesionSize earlier, LesionSize later, double days)
            throws NotMeasurableException {
        if (!(days > 0) || Double.isInfinite(days)) {
            throw new NotMeasurableException(String.format(
                    Locale.ROOT, "growth needs a later date than the first; the dates are %s days apart", days));
        }
        if (earlier.measure() != later.measure()) {
            throw new NotMeasurableException("a diameter cannot be compared with a volume");
        }
        double logRatio = earlier.measure().power() * (Math.log(later.value()) - Math.log(earlier.value()));
        List<String> notes = new ArrayList<>();
        if (earlier.measure() == LesionSize.Measure.DIAMETER) {
            notes.add("from one diameter: the lesion is taken to have kept its shape");
        }
        OptionalDouble doublingTime = OptionalDouble.empty();
        if (earlier.value() == later.value()) {
            notes.add("both sizes are equal: the doubling time is infinite");
        } else {
            doublingTime = OptionalDouble.of(days * Math.log(2) / logRatio);
            if (logRatio < 0) {
                notes.add("the lesion shrank: the doubling time is negative, its size is the halving time");
            }
        }
        Optional<Interval> rate = rate(earlier, later, logRatio, days, notes);
        return new LesionGrowth(
                earlier,
                later,
                days,
                Math.exp(logRatio),
                logRatio / Math.log(2),
                doublingTime,
                100 * logRatio / days,
                rate,
                rate.flatMap(r -> doublingTime(r, notes)),
                notes);
    }

    /**
     * @throws NotMeasurableException where the second date is not after the first, or a diameter is compared with a
     *     volume
     */
    public static LesionGrowth between(LesionSize earlier, LocalDate first, LesionSize later, LocalDate second)
            throws NotMeasurableException {
        return between(earlier, later, ChronoUnit.DAYS.between(first, second));
    }

    private static Optional<Interval> rate(
            LesionSize earlier, LesionSize later, double logRatio, double days, List<String> notes) {
        OptionalDouble one = earlier.logVolumeUncertainty();
        OptionalDouble two = later.logVolumeUncertainty();
        if (one.isEmpty() || two.isEmpty()) {
            return Optional.empty();
        }
        if (one.getAsDouble() > SMALL || two.getAsDouble() > SMALL) {
            notes.add("a volume is known to worse than 20 %: the intervals, of first order, are too narrow or shifted");
        }
        double spread = Z_95 * Math.hypot(one.getAsDouble(), two.getAsDouble());
        if (Math.abs(logRatio) <= spread) {
            notes.add("the change is not larger than the uncertainty of the sizes");
        }
        return Optional.of(new Interval(100 * (logRatio - spread) / days, 100 * (logRatio + spread) / days));
    }

    private static Optional<Interval> doublingTime(Interval rate, List<String> notes) {
        if (rate.low <= 0 && rate.high >= 0) {
            notes.add("the interval of the growth rate holds 0: the doubling time has no bound");
            return Optional.empty();
        }
        return Optional.of(new Interval(100 * Math.log(2) / rate.high, 100 * Math.log(2) / rate.low));
    }

    /** Empty for a lesion that did not shrink. */
    public OptionalDouble halvingTimeDays() {
        return volumeDoublingTimeDays.isPresent() && volumeDoublingTimeDays.getAsDouble() < 0
                ? OptionalDouble.of(-volumeDoublingTimeDays.getAsDouble())
                : OptionalDouble.empty();
    }
}
