package org.figtrace.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Frames of pixel data that is stored cell after cell (PS3.5 8.1.1). */
public final class NativeFrames implements FrameReader {
    private final PixelDescription description;
    private final PixelFormat format;
    private final PixelBytes bytes;
    private final FrameBuffers buffers;
    private final int values;

    /** @throws DicomException when there are fewer bytes than the description asks for */
    public NativeFrames(String file, PixelDescription description, PixelBytes bytes, FrameBuffers buffers)
            throws IOException {
        this.description = description;
        this.format = description.subsampled() ? full(file, description.format()) : description.format();
        this.bytes = bytes;
        this.buffers = buffers;
        this.values = format.rows() * format.columns() * (description.subsampled() ? 2 : format.samples());
        long bitsInAll;
        try {
            bitsInAll = Math.multiplyExact(description.frameBits(), (long) description.frames());
        } catch (ArithmeticException tooMany) {
            bitsInAll = Long.MAX_VALUE - 7;
        }
        long expected = (bitsInAll + 7) / 8;
        if (bytes.length() < expected) {
            throw new DicomException(
                    file,
                    "%s has %d bytes, %d expected".formatted(name(description.element()), bytes.length(), expected));
        }
    }

    /** What YBR_FULL_422 is delivered as: every pixel with its chrominance. */
    private static PixelFormat full(String file, PixelFormat stored) throws IOException {
        if (stored.bitsAllocated() != 8 || stored.columns() % 2 != 0) {
            throw new DicomException(
                    file,
                    "PhotometricInterpretation (0028,0004) is YBR_FULL_422 with %d bits and %d columns; only 8 bits and an even number can be read"
                            .formatted(stored.bitsAllocated(), stored.columns()));
        }
        return stored.withPhotometricInterpretation("YBR_FULL");
    }

    /** "Pixel Data (7FE0,0010)". */
    public static String name(int element) {
        return element == Tag.PixelData ? "Pixel Data (7FE0,0010)" : DataDictionary.describe(element);
    }

    @Override
    public int frames() {
        return description.frames();
    }

    @Override
    public PixelFormat format() {
        return format;
    }

    @Override
    public Object read(int frame) throws IOException {
        if (frame < 0 || frame >= description.frames()) {
            throw new IndexOutOfBoundsException("frame " + frame + " of " + description.frames());
        }
        if (format.bitsAllocated() == 1) {
            return readBits(frame);
        }
        Object stored = readValues(frame * (description.frameBits() / 8));
        if (description.element() != Tag.PixelData) {
            return stored;
        }
        StoredBits.cut(stored, format, description.highBit());
        if (description.subsampled()) {
            return spread((byte[]) stored);
        }
        return description.planar() ? interleave(stored) : stored;
    }

    private Object readValues(long start) throws IOException {
        int unit = format.bitsAllocated() / 8;
        boolean real = description.element() != Tag.PixelData;
        Object target = switch (unit) {
            case 1 -> new byte[values];
            case 2 -> new short[values];
            case 4 -> real ? new float[values] : new int[values];
            default -> new double[values];
        };
        ByteBuffer buffer = buffers.get();
        int step = buffer.capacity() / unit;
        for (int done = 0; done < values; done += step) {
            int count = Math.min(step, values - done);
            buffer.clear().limit(count * unit);
            bytes.read(start + (long) done * unit, buffer);
            buffer.flip();
            if (target instanceof short[] shorts) {
                buffer.asShortBuffer().get(shorts, done, count);
            } else if (target instanceof byte[] octets) {
                buffer.get(octets, done, count);
            } else if (target instanceof float[] floats) {
                buffer.asFloatBuffer().get(floats, done, count);
            } else if (target instanceof int[] ints) {
                buffer.asIntBuffer().get(ints, done, count);
            } else {
                buffer.asDoubleBuffer().get((double[]) target, done, count);
            }
        }
        return target;
    }

    /** Single bits, the first pixel in the lowest bit, frames without padding between them (PS3.5 8.1.1, PS3.3 C.8.20). */
    private byte[] readBits(int frame) throws IOException {
        long firstBit = (long) frame * values;
        long firstByte = firstBit / 8;
        int offset = (int) (firstBit % 8);
        ByteBuffer packed = ByteBuffer.allocate((int) ((offset + (long) values + 7) / 8));
        bytes.read(firstByte, packed);
        byte[] unpacked = new byte[values];
        for (int i = 0, bit = offset; i < values; i++, bit++) {
            unpacked[i] = (byte) (packed.get(bit >> 3) >> (bit & 7) & 1);
        }
        return unpacked;
    }

    /** Two pixels of each group Y Y Cb Cr share the chrominance (PS3.3 C.7.6.3.1.2). */
    private static byte[] spread(byte[] groups) {
        byte[] pixels = new byte[groups.length / 2 * 3];
        for (int g = 0, p = 0; g < groups.length; g += 4) {
            for (int of = 0; of < 2; of++) {
                pixels[p++] = groups[g + of];
                pixels[p++] = groups[g + 2];
                pixels[p++] = groups[g + 3];
            }
        }
        return pixels;
    }

    /** Planes of red, green and blue to colour by pixel (PS3.3 C.7.6.3.1.3). */
    private Object interleave(Object planes) {
        int samples = format.samples();
        int pixels = values / samples;
        if (planes instanceof byte[] bytes) {
            byte[] out = new byte[values];
            for (int i = 0; i < values; i++) {
                out[i % pixels * samples + i / pixels] = bytes[i];
            }
            return out;
        }
        if (planes instanceof short[] shorts) {
            short[] out = new short[values];
            for (int i = 0; i < values; i++) {
                out[i % pixels * samples + i / pixels] = shorts[i];
            }
            return out;
        }
        int[] ints = (int[]) planes;
        int[] out = new int[values];
        for (int i = 0; i < values; i++) {
            out[i % pixels * samples + i / pixels] = ints[i];
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
