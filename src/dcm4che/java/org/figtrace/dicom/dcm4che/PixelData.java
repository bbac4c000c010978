package org.figtrace.dicom.dcm4che;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.dcm4che3.io.DicomInputStream;
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

/** Finds the pixel data of an object, in its file or in memory, and who reads frames from it. */
final class PixelData {
    private PixelData() {}

    static FrameReader open(DicomEngine engine, DicomObject object, FrameBuffers buffers) throws IOException {
        Optional<Element> inMemory = element(object.dataSet());
        if (inMemory.isEmpty() && !object.hasPixelData()) {
            throw new DicomException(object.name(), "has no Pixel Data (7FE0,0010), so it is not an image");
        }
        TransferSyntax syntax = object.transferSyntax();
        // Refused before any byte is read.
        Optional<ImageioCodec> codec = syntax.encapsulated() ? Optional.of(ImageioCodec.of(object)) : Optional.empty();
        if (inMemory.isPresent()) {
            return inMemory(object, inMemory.get(), codec, buffers);
        }
        Optional<Path> path = object.source().path();
        boolean whole = syntax.encapsulated() || syntax.deflated() || syntax.bigEndian();
        if (whole || path.isEmpty() || object.pixelDataOffset() < 0) {
            DicomObject all = engine.readAll(object.source());
            Element element = element(all.dataSet())
                    .orElseThrow(() -> new DicomException(object.name(), "has lost its Pixel Data (7FE0,0010)"));
            return inMemory(all, element, codec, buffers);
        }
        FileChannel channel = FileChannel.open(path.get());
        try {
            return inFile(object, channel, buffers);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<Element> element(DataSet data) {
        return data.get(Tag.PixelData)
                .or(() -> data.get(Tag.FloatPixelData))
                .or(() -> data.get(Tag.DoubleFloatPixelData));
    }

    private static FrameReader inMemory(
            DicomObject object, Element element, Optional<ImageioCodec> codec, FrameBuffers buffers)
            throws IOException {
        PixelDescription description = PixelDescription.of(object, element.tag());
        String syntax = ", though TransferSyntaxUID (0002,0010) is "
                + object.transferSyntax().name();
        if (element instanceof Element.Fragments fragments) {
            return new CompressedFrames(
                    object,
                    description,
                    Fragments.of(fragments),
                    codec.orElseThrow(() ->
                            new DicomException(object.name(), "Pixel Data (7FE0,0010) is in fragments" + syntax)));
        }
        if (codec.isPresent()) {
            throw new DicomException(object.name(), "Pixel Data (7FE0,0010) is not in fragments" + syntax);
        }
        if (element instanceof Element.Bytes bytes) {
            return new NativeFrames(object.name(), description, new PixelBytes.InMemory(bytes.value()), buffers);
        }
        throw new DicomException(object.name(), NativeFrames.name(element.tag()) + " is a sequence, not pixels");
    }

    /** Leaves the pixels where they are; only the header in front of them is parsed again. */
    private static FrameReader inFile(DicomObject object, FileChannel channel, FrameBuffers buffers)
            throws IOException {
        channel.position(object.pixelDataOffset());
        DicomInputStream header = new DicomInputStream(
                new BufferedInputStream(Channels.newInputStream(channel), 16),
                StoredEncoding.uid(object.transferSyntax()));
        header.readHeader();
        long length = header.unsignedLength();
        if (length < 0) {
            throw new DicomException(
                    object.name(),
                    "Pixel Data (7FE0,0010) is in fragments, though TransferSyntaxUID (0002,0010) is "
                            + object.transferSyntax().name());
        }
        long first = object.pixelDataOffset() + header.getPosition();
        long there = Math.max(0, channel.size() - first);
        return new NativeFrames(
                object.name(),
                PixelDescription.of(object, header.tag()),
                new PixelBytes.InFile(channel, first, Math.min(length, there)),
                buffers);
    }
}
