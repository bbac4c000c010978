package org.figtrace.dicom.dcm4che;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;
import org.dcm4che3.imageio.codec.BytesWithImageImageDescriptor;
import org.dcm4che3.imageio.codec.ImageDescriptor;

/** The bytes of one frame, as dcm4che's readers want them. */
final class EncodedFrameStream extends ImageInputStreamImpl implements BytesWithImageImageDescriptor {
    private final byte[] bytes;
    private final ImageDescriptor descriptor;

    EncodedFrameStream(byte[] bytes, ImageDescriptor descriptor) {
        this.bytes = bytes;
        this.descriptor = descriptor;
    }

    @Override
    public ByteBuffer getBytes() {
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return descriptor;
    }

    @Override
    public int read() {
        if (streamPos >= bytes.length) {
            return -1;
        }
        bitOffset = 0;
        return bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (streamPos >= bytes.length) {
            return -1;
        }
        bitOffset = 0;
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, from, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
