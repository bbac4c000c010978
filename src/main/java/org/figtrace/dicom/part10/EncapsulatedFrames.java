package org.figtrace.dicom.part10;

import java.io.IOException;
import java.util.Optional;
import org.figtrace.dicom.Fragments;
import org.figtrace.dicom.FrameDivision;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.PixelDescription;
import org.figtrace.dicom.PixelFormat;
import org.figtrace.dicom.StoredBits;
import org.figtrace.dicom.codec.EncodedFrame;
import org.figtrace.dicom.codec.FrameDecoder;

/** Frames of encapsulated pixel data (PS3.5 A.4). */
final class EncapsulatedFrames implements FrameReader {
    private final String file;
    private final PixelDescription description;
    private final Fragments fragments;
    private final FrameDecoder decoder;

    /** First fragment of each frame and, last, the number of fragments. */
    private final int[] firsts;

    /** @param extendedOffsetTable (7FE0,0001), or empty */
    EncapsulatedFrames(
            String file,
            PixelDescription description,
            Fragments fragments,
            Optional<byte[]> extendedOffsetTable,
            FrameDecoder decoder)
            throws IOException {
        this.file = file;
        this.description = description;
        this.fragments = fragments;
        this.decoder = decoder;
        this.firsts = FrameDivision.firsts(file, description.frames(), fragments, extendedOffsetTable);
    }

    @Override
    public int frames() {
        return description.frames();
    }

    @Override
    public PixelFormat format() {
        return decoder.delivered(description.format());
    }

    @Override
    public Object read(int frame) throws IOException {
        if (frame < 0 || frame >= description.frames()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + description.frames());
        }
        byte[] encoded = fragments.join(file, firsts[frame], firsts[frame + 1]);
        Object stored = decoder.decode(new EncodedFrame(file, frame + 1, encoded, description.format()));
        return StoredBits.cut(stored, description.format(), description.highBit());
    }

    @Override
    public void close() throws IOException {
        fragments.close();
    }
}
