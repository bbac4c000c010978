package org.figtrace.measure.bone;

import java.util.OptionalDouble;

/** The answer at another threshold; without a percentage where no reference bone is left. */
public record BoneSweepPoint(double thresholdHu, double lossVolumeMm3, OptionalDouble lossPercent) {}
