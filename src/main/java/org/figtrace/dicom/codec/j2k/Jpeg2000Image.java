package org.figtrace.dicom.codec.j2k;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes one JPEG 2000 Part 1 image (ITU-T T.800, ISO/IEC 15444-1): a codestream, or a JP2 file around it. An image of
 * which a packet is missing is refused, although it could be shown with less detail. High-Throughput JPEG 2000 and the
 * extensions of Part 2 are refused by name.
 */
public final class Jpeg2000Image {
    /** Code blocks that any tile may have, and beyond them those for each byte of it. */
    private static final long FREE_BLOCKS = 1 << 18;

    private static final long BLOCKS_PER_BYTE = 64;

    private final ExpectedImage expected;
    private final Codestream codestream;
    private final ComponentDecoder decoder;
    private ImageSamples samples;

    private Jpeg2000Image(byte[] stream, ExpectedImage expected) throws J2kException {
        this.expected = expected;
        codestream = Codestream.read(stream, expected);
        decoder = new ComponentDecoder(stream);
    }

    /**
     * Decodes every component at full resolution with all layers. Samples of components that are coarser than the
     * others are repeated.
     *
     * @return byte[] for 8 bits allocated, short[] for 16; row by row, the samples of a pixel beside each other, signed
     *     ones as two's complement
     * @throws J2kException when the stream is damaged, ends early, is of another size, or uses what is not decoded here
     * @throws java.io.InterruptedIOException when the thread is interrupted
     */
    public static Object decode(byte[] stream, ExpectedImage expected) throws IOException {
        expected.requireBytes(stream.length);
        return new Jpeg2000Image(stream, expected).decode();
    }

    private Object decode() throws IOException {
        for (TileStream tile : codestream.tiles()) {
            decodeTile(tile);
        }
        return samples.array();
    }

    private void decodeTile(TileStream tile) throws IOException {
        ImageSize size = codestream.size();
        Bounds bounds = size.tile(tile.index());
        List<TileComponent> components = new ArrayList<>();
        for (int c = 0; c < size.components().size(); c++) {
            components.add(TileComponent.of(c, size.components().get(c), bounds, tile.parameters()));
        }
        requireBytes(components, tile);
        List<List<List<Precinct>>> precincts = new ArrayList<>();
        List<Precinct> all = new ArrayList<>();
        for (TileComponent component : components) {
            precincts.add(precincts(component, bounds));
            precincts.get(component.index()).forEach(all::addAll);
        }
        new PacketReader(tile, all).read();
        List<ComponentPlane> planes = new ArrayList<>();
        for (TileComponent component : components) {
            planes.add(decoder.decode(component, precincts.get(component.index())));
        }
        if (tile.parameters().multipleComponentTransform()) {
            ColourTransform.invert(planes);
        }
        // Nothing of the size of the image is made before the packets of its first tile are all there.
        if (samples == null) {
            samples = new ImageSamples(size, expected);
        }
        samples.store(bounds, planes);
    }

    /** Every packet takes a byte at least. */
    private static void requireBytes(List<TileComponent> components, TileStream tile) throws J2kException {
        long packets = 0;
        long blocks = 0;
        for (TileComponent component : components) {
            for (Resolution resolution : component.resolutions()) {
                packets += (long) resolution.precinctsAcross() * resolution.precinctsDown();
                for (Subband band : resolution.bands()) {
                    blocks += band.blocks();
                }
            }
        }
        packets *= tile.parameters().layers();
        if (packets > tile.bytes() || blocks > FREE_BLOCKS + BLOCKS_PER_BYTE * tile.bytes()) {
            throw new J2kException(tile.bytes() + " compressed bytes cannot hold the " + packets + " packets and "
                    + blocks + " code blocks of JPEG 2000 tile " + tile.index());
        }
    }

    /** Those of each resolution. */
    private static List<List<Precinct>> precincts(TileComponent component, Bounds tile) {
        List<List<Precinct>> precincts = new ArrayList<>();
        for (Resolution resolution : component.resolutions()) {
            List<Precinct> some = new ArrayList<>();
            int count = resolution.precinctsAcross() * resolution.precinctsDown();
            for (int number = 0; number < count; number++) {
                some.add(new Precinct(component, resolution, number, tile));
            }
            precincts.add(some);
        }
        return precincts;
    }
}
