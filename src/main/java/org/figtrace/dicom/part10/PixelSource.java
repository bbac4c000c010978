package org.figtrace.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Fragments;
import org.figtrace.dicom.FrameBuffers;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.NativeFrames;
import org.figtrace.dicom.PixelBytes;
import org.figtrace.dicom.PixelDescription;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.codec.FrameDecoder;
import org.figtrace.dicom.codec.FrameDecoders;

/** Finds the pixel data of an object, in its file or in memory, and who reads frames from it. */
final class PixelSource {
    private PixelSource() {}

    static FrameReader open(DicomEngine engine, DicomObject object, FrameBuffers buffers) throws IOException {
        Optional<Element> inMemory = pixelData(object.dataSet());
        if (inMemory.isEmpty() && !object.hasPixelData()) {
            throw new DicomException(object.name(), "has no Pixel Data (7FE0,0010), so it is not an image");
        }
        // Refused before any byte is read.
        Optional<FrameDecoder> decoder = decoder(object);
        if (inMemory.isPresent()) {
            return inMemory(object, inMemory.get(), decoder, buffers);
        }
        TransferSyntax syntax = object.transferSyntax();
        Optional<Path> path = object.source().path();
        if (path.isEmpty() || syntax.deflated() || syntax.bigEndian() || object.pixelDataOffset() < 0) {
            DicomObject whole = engine.readAll(object.source());
            Element element = pixelData(whole.dataSet())
                    .orElseThrow(() -> new DicomException(object.name(), "has lost its Pixel Data (7FE0,0010)"));
            return inMemory(whole, element, decoder, buffers);
        }
        FileChannel channel = FileChannel.open(path.get());
        try {
            return inFile(object, channel, decoder, buffers);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<Element> pixelData(DataSet data) {
        return data.get(Tag.PixelData)
                .or(() -> data.get(Tag.FloatPixelData))
                .or(() -> data.get(Tag.DoubleFloatPixelData));
    }

    private static Optional<FrameDecoder> decoder(DicomObject object) throws IOException {
        TransferSyntax syntax = object.transferSyntax();
        if (!syntax.encapsulated()) {
            return Optional.empty();
        }
        Optional<FrameDecoder> decoder = FrameDecoders.of(syntax);
        if (decoder.isEmpty()) {
            throw new DicomException(
                    object.name(),
                    "TransferSyntaxUID (0002,0010) is " + syntax.name()
                            + ", and the built-in engine has no decoder for it");
        }
        return decoder;
    }

    private static FrameReader inMemory(
            DicomObject object, Element element, Optional<FrameDecoder> decoder, FrameBuffers buffers)
            throws IOException {
        PixelDescription description = PixelDescription.of(object, element.tag());
        if (element instanceof Element.Fragments fragments) {
            return encapsulated(object, description, Fragments.of(fragments), decoder);
        }
        if (element instanceof Element.Bytes bytes) {
            return nativeFrames(object, description, new PixelBytes.InMemory(bytes.value()), decoder, buffers);
        }
        throw new DicomException(object.name(), NativeFrames.name(element.tag()) + " is a sequence, not pixels");
    }

    private static FrameReader inFile(
            DicomObject object, FileChannel channel, Optional<FrameDecoder> decoder, FrameBuffers buffers)
            throws IOException {
        long start = object.pixelDataOffset();
        long size = channel.size();
        ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, start + header.position()) >= 0) {
            // A header may arrive in parts.
        }
        if (header.position() < 8) {
            throw new DicomException(object.name(), "ends in the header of Pixel Data (7FE0,0010)");
        }
        int tag = header.getShort(0) << 16 | header.getShort(2) & 0xffff;
        // Pixel data has a value representation with a long length: OB, OW, OF or OD.
        boolean explicit = object.transferSyntax().explicitVr()
                && ElementHeader.isCapital(header.get(4))
                && ElementHeader.isCapital(header.get(5))
                && header.position() == 12;
        long length = header.getInt(explicit ? 8 : 4) & 0xffffffffL;
        long first = start + (explicit ? 12 : 8);
        PixelDescription description = PixelDescription.of(object, tag);
        if (length == ElementHeader.UNDEFINED) {
            PixelBytes all = new PixelBytes.InFile(channel, first, size - first);
            return encapsulated(object, description, Fragments.of(object.name(), all), decoder);
        }
        PixelBytes bytes = new PixelBytes.InFile(channel, first, Math.min(length, Math.max(0, size - first)));
        return nativeFrames(object, description, bytes, decoder, buffers);
    }

    private static FrameReader nativeFrames(
            DicomObject object,
            PixelDescription description,
            PixelBytes bytes,
            Optional<FrameDecoder> decoder,
            FrameBuffers buffers)
            throws IOException {
        if (decoder.isPresent()) {
            throw new DicomException(
                    object.name(),
                    "Pixel Data (7FE0,0010) is not in fragments, though TransferSyntaxUID (0002,0010) is "
                            + object.transferSyntax().name());
        }
        return new NativeFrames(object.name(), description, bytes, buffers);
    }

    private static FrameReader encapsulated(
            DicomObject object, PixelDescription description, Fragments fragments, Optional<FrameDecoder> decoder)
            throws IOException {
        if (decoder.isEmpty()) {
            throw new DicomException(
                    object.name(),
                    "Pixel Data (7FE0,0010) is in fragments, though TransferSyntaxUID (0002,0010) is "
                            + object.transferSyntax().name());
        }
        Optional<byte[]> extended = object.dataSet().bytes(Tag.ExtendedOffsetTable);
        return new EncapsulatedFrames(object.name(), description, fragments, extended, decoder.get());
    }
}
