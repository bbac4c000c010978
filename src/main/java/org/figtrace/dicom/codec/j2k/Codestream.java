package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a codestream (T.800 annex A), read up to its end without looking at any packet.
 *
 * @param tiles every tile of the image, in order
 */
record Codestream(ImageSize size, List<TileStream> tiles) {
    /** Bytes of the smallest tile-part: SOT and SOD. */
    private static final int LEAST_TILE_PART = 14;

    Codestream {
        tiles = List.copyOf(tiles);
    }

    /** @throws J2kException when a header is damaged, contradicts what is expected, or a tile is missing */
    static Codestream read(byte[] stream, ExpectedImage expected) throws J2kException {
        return new Parser(new SegmentReader(stream, Jp2Boxes.codestream(stream)), expected).read();
    }

    private static final class Parser {
        private final SegmentReader in;
        private final ExpectedImage expected;
        private final TreeMap<Integer, TileStream> tiles = new TreeMap<>();
        private final PackedHeaders packedInMain = new PackedHeaders();
        private ImageSize size;
        private CodingParameters main;

        Parser(SegmentReader in, ExpectedImage expected) {
            this.in = in;
            this.expected = expected;
        }

        Codestream read() throws J2kException {
            if (!in.hasMarker() || in.nextMarker() != Marker.SOC) {
                throw new J2kException("this is no JPEG 2000 stream: it does not start with FF4F");
            }
            if (in.nextMarker() != Marker.SIZ) {
                throw new J2kException("the JPEG 2000 stream has no image size (SIZ) behind its start");
            }
            in.open();
            size = ImageSize.read(in, expected);
            in.close();
            if (size.tiles() > in.data().length / LEAST_TILE_PART) {
                throw new J2kException(
                        in.data().length + " compressed bytes cannot hold " + size.tiles() + " JPEG 2000 tiles");
            }
            main = new CodingParameters(size.components().size());
            int marker = in.nextMarker();
            while (marker != Marker.SOT) {
                readMainSegment(marker);
                marker = in.nextMarker();
            }
            readTileParts();
            if (tiles.size() < size.tiles()) {
                throw new J2kException("the JPEG 2000 stream holds " + tiles.size() + " of " + size.tiles() + " tiles");
            }
            for (TileStream tile : tiles.values()) {
                tile.parameters().requireComplete();
            }
            return new Codestream(size, new ArrayList<>(tiles.values()));
        }

        private void readMainSegment(int marker) throws J2kException {
            if (Marker.standsAlone(marker)) {
                return;
            }
            if (marker == Marker.SOD || marker == Marker.EOC || marker == Marker.PPT || marker == Marker.SIZ) {
                throw new J2kException(
                        "marker " + Marker.name(marker) + " stands in the main header of the JPEG 2000 stream");
            }
            refuseExtensions(marker);
            in.open();
            if (marker == Marker.PPM) {
                packedInMain.add(in, marker);
            } else {
                // TLM, PLM, CRG and COM say nothing that decoding needs.
                main.read(marker, in);
            }
            in.close();
        }

        private static void refuseExtensions(int marker) throws J2kException {
            if (marker == Marker.CAP || marker == Marker.CPF) {
                throw new J2kException("the stream is High-Throughput JPEG 2000 (HTJ2K, ITU-T T.814; marker "
                        + Marker.name(marker) + "), which is not supported");
            }
            if (Marker.isOfPart2(marker)) {
                throw new J2kException("the stream uses JPEG 2000 Part 2 (marker " + Marker.name(marker)
                        + "), which is not supported");
            }
        }

        /** From behind the first SOT to EOC, or to the end of the data where EOC is missing. */
        private void readTileParts() throws J2kException {
            Optional<PackedHeaders.OfTileParts> packed = packedInMain.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PackedHeaders.OfTileParts(packedInMain));
            int marker = Marker.SOT;
            while (marker == Marker.SOT) {
                readTilePart(packed);
                if (!in.hasMarker()) {
                    return;
                }
                marker = in.nextMarker();
            }
            if (marker != Marker.EOC) {
                throw new J2kException("marker " + Marker.name(marker)
                        + " stands behind a tile-part of the JPEG 2000 stream, where SOT or EOC is due");
            }
        }

        private void readTilePart(Optional<PackedHeaders.OfTileParts> packed) throws J2kException {
            int start = in.position() - 2;
            in.open();
            int index = in.u16();
            long length = in.u32();
            in.close();
            if (index >= size.tiles()) {
                throw new J2kException(
                        "a tile-part of the JPEG 2000 stream is of tile " + index + ", but there are " + size.tiles());
            }
            TileStream tile = tiles.computeIfAbsent(index, i -> new TileStream(i, main.forTile()));
            if (packed.isPresent()) {
                tile.addPackedHeaders(packed.get().next());
            }
            PackedHeaders own = new PackedHeaders();
            int marker = in.nextMarker();
            while (marker != Marker.SOD) {
                readTileSegment(marker, tile, own);
                marker = in.nextMarker();
            }
            if (!own.isEmpty()) {
                if (packed.isPresent()) {
                    throw new J2kException("the JPEG 2000 stream packs its packet headers twice (PPM and PPT)");
                }
                tile.addPackedHeaders(own.joined());
            }
            // A length of 0 goes up to EOC (T.800 A.4.2). One beyond the end is judged by the packets that are there.
            int end = length == 0 ? endOfStream() : (int) Math.min(start + length, in.data().length);
            if (end < in.position()) {
                throw new J2kException("a tile-part of the JPEG 2000 stream says that it is " + length
                        + " bytes long, shorter than its header");
            }
            tile.add(new ByteRange(in.data(), in.position(), end));
            in.moveTo(end);
        }

        private int endOfStream() {
            byte[] data = in.data();
            // DICOM pads a fragment to an even length.
            for (int end = data.length; end >= Math.max(in.position() + 2, data.length - 1); end--) {
                if (data[end - 2] == (byte) 0xFF && data[end - 1] == (byte) (Marker.EOC & 0xFF)) {
                    return end - 2;
                }
            }
            return data.length;
        }

        private void readTileSegment(int marker, TileStream tile, PackedHeaders own) throws J2kException {
            if (Marker.standsAlone(marker)) {
                return;
            }
            if (marker == Marker.SOT || marker == Marker.EOC || marker == Marker.PPM || marker == Marker.SIZ) {
                throw new J2kException(
                        "marker " + Marker.name(marker) + " stands in a tile-part header of the JPEG 2000 stream");
            }
            refuseExtensions(marker);
            in.open();
            if (marker == Marker.PPT) {
                own.add(in, marker);
            } else {
                tile.parameters().read(marker, in);
            }
            in.close();
        }
    }
}
