package org.figtrace.exchange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Tag;
import org.figtrace.geometry.Vector3;

/** Functional groups of one frame: its own, else those that all frames share (PS3.3 C.7.6.16). */
record FunctionalGroups(DataSet own, List<DataSet> shared, int frame, String file) {
    DataSet item(int sequence, String keyword) throws ExchangeException {
        if (!own.items(sequence).isEmpty()) {
            return own.items(sequence).get(0);
        }
        if (!shared.isEmpty() && !shared.get(0).items(sequence).isEmpty()) {
            return shared.get(0).items(sequence).get(0);
        }
        throw new ExchangeException(file, keyword + " " + Tag.toString(sequence) + " is missing for frame " + frame);
    }

    VoxelGrid grid(int columns, int rows) throws ExchangeException {
        double[] position = numbers(
                item(Tag.PlanePositionSequence, "PlanePositionSequence"),
                Tag.ImagePositionPatient,
                "ImagePositionPatient",
                3);
        double[] o = numbers(
                item(Tag.PlaneOrientationSequence, "PlaneOrientationSequence"),
                Tag.ImageOrientationPatient,
                "ImageOrientationPatient",
                6);
        DataSet measures = item(Tag.PixelMeasuresSequence, "PixelMeasuresSequence");
        // PixelSpacing is row\column: its first value is the step between rows (PS3.3 10.7.1.3).
        double[] spacing = numbers(measures, Tag.PixelSpacing, "PixelSpacing", 2);
        OptionalDouble step = spacing().isPresent() ? spacing() : measures.decimal(Tag.SliceThickness);
        Vector3 row = new Vector3(o[0], o[1], o[2]);
        Vector3 column = new Vector3(o[3], o[4], o[5]);
        if (!(row.length() > 0 && column.length() > 0 && spacing[0] > 0 && spacing[1] > 0)
                || Math.abs(row.normalized().dot(column.normalized())) > 0.01) {
            throw new ExchangeException(
                    file,
                    "PixelSpacing (0028,0030) " + spacing[0] + "\\" + spacing[1]
                            + " with ImageOrientationPatient (0020,0037) "
                            + VoxelGrid.text(row) + ", " + VoxelGrid.text(column) + " is no grid in frame "
                            + frame);
        }
        Vector3 normal = row.cross(column).normalized();
        return new VoxelGrid(
                new int[] {columns, rows, 1}, new Vector3(position[0], position[1], position[2]), new Vector3[] {
                    row.normalized().times(spacing[1]),
                    column.normalized().times(spacing[0]),
                    // Only a series of one slice is ever measured by it.
                    normal.times(step.isPresent() && step.getAsDouble() > 0 ? step.getAsDouble() : spacing[0])
                });
    }

    OptionalDouble spacing() throws ExchangeException {
        OptionalDouble stated =
                item(Tag.PixelMeasuresSequence, "PixelMeasuresSequence").decimal(Tag.SpacingBetweenSlices);
        return stated.isPresent() && stated.getAsDouble() > 0 ? stated : OptionalDouble.empty();
    }

    private double[] numbers(DataSet item, int tag, String keyword, int count) throws ExchangeException {
        Optional<double[]> values = item.decimals(tag);
        if (values.isEmpty() || values.get().length != count) {
            throw new ExchangeException(
                    file,
                    keyword + " " + Tag.toString(tag) + " of frame " + frame + " is "
                            + item.string(tag).orElse("missing") + ", not " + count + " numbers");
        }
        return values.get();
    }
}
