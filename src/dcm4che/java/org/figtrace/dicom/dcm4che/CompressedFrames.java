package org.figtrace.dicom.dcm4che;

import java.io.IOException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.Fragments;
import org.figtrace.dicom.FrameDivision;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.PixelDescription;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.StoredBits;
import org.figtrace.dicom.Tag;

/** Frames of encapsulated pixel data, decoded by dcm4che's image readers. */
final class CompressedFrames implements FrameReader {
    private final String file;
    private final PixelDescription description;
    private final Fragments fragments;
    private final ImageioCodec codec;

    /** First fragment of each frame and, last, the number of fragments. */
    private final int[] firsts;

    CompressedFrames(DicomObject object, PixelDescription description, Fragments fragments, ImageioCodec codec)
            throws IOException {
        this.file = object.name();
        this.description = description;
        this.fragments = fragments;
        this.codec = codec;
        codec.check(file, description);
        this.firsts = FrameDivision.firsts(
                file, description.frames(), fragments, object.dataSet().bytes(Tag.ExtendedOffsetTable));
    }

    @Override
    public int frames() {
        return description.frames();
    }

    @Override
    public PixelFormat format() {
        return codec.delivered(description.format());
    }

    @Override
    public Object read(int frame) throws IOException {
        if (frame < 0 || frame >= description.frames()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + description.frames());
        }
        byte[] encoded = fragments.join(file, firsts[frame], firsts[frame + 1]);
        Object stored = codec.decode(file, frame + 1, encoded, description);
        return StoredBits.cut(stored, description.format(), description.highBit());
    }

    @Override
    public void close() throws IOException {
        fragments.close();
    }
}
