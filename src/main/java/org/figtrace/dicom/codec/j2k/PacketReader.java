package org.figtrace.dicom.codec.j2k;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the packets of one tile and gives their pieces to the code blocks (T.800 B.9, B.10). */
final class PacketReader {
    /** Code blocks looked at in all, beyond those that each byte may ask for: none that is real comes near. */
    private static final long FREE_VISITS = 1 << 26;

    private static final int VISITS_PER_BYTE = 64;
    private static final int SOP_BYTES = 6;
    private static final int EPH_BYTES = 2;

    private final TileStream tile;
    private final List<Precinct> precincts;
    private final Optional<PacketBits> packed;
    private int parts;
    private PacketBits stream;
    private int packets;
    private long visits;

    /** The code blocks of the packet being read, each with its first new piece. */
    private final List<CodeBlock> included = new ArrayList<>();

    private final List<Integer> firstPieces = new ArrayList<>();

    PacketReader(TileStream tile, List<Precinct> precincts) {
        this.tile = tile;
        this.precincts = precincts;
        this.packed = tile.packedHeaders().map(PacketBits::new);
        stream = new PacketBits(tile.parts().get(0));
        parts = 1;
        visits = FREE_VISITS + VISITS_PER_BYTE * tile.bytes();
    }

    /** @throws J2kException when a packet is damaged or missing */
    void read() throws IOException {
        int layers = tile.parameters().layers();
        for (ProgressionVolume volume : tile.parameters().progression()) {
            PacketOrder.forEach(precincts, volume, layers, this::readPacket);
        }
        if (packets < (long) precincts.size() * layers) {
            throw new J2kException("the progression of JPEG 2000 tile " + tile.index() + " comes to " + packets + " of "
                    + (long) precincts.size() * layers + " packets");
        }
    }

    private void readPacket(Precinct precinct) throws IOException {
        Interruption.check();
        // A packet does not go across tile-parts (T.800 A.4.2).
        while (stream.isAtEnd() && parts < tile.parts().size()) {
            stream = new PacketBits(tile.parts().get(parts++));
        }
        // FF91 and FF92 cannot start anything else, whether or not COD says that they are used.
        stream.skip(Marker.SOP, SOP_BYTES);
        PacketBits header = packed.orElse(stream);
        if (header.isAtEnd()) {
            throw new J2kException("the JPEG 2000 stream ends after " + packets + " of "
                    + (long) precincts.size() * tile.parameters().layers() + " packets of tile " + tile.index());
        }
        included.clear();
        firstPieces.clear();
        boolean empty = header.next() == 0;
        if (!empty) {
            for (Precinct.Blocks blocks : precinct.blocks()) {
                readBlocks(header, precinct, blocks);
            }
        }
        header.align();
        header.skip(Marker.EPH, EPH_BYTES);
        readBody();
        precinct.layerRead();
        packets++;
    }

    private void readBlocks(PacketBits header, Precinct precinct, Precinct.Blocks blocks) throws J2kException {
        visits -= blocks.all().length;
        if (visits < 0) {
            throw new J2kException("JPEG 2000 tile " + tile.index() + " asks for far more code blocks than its "
                    + tile.bytes() + " bytes can hold");
        }
        for (int i = 0; i < blocks.all().length; i++) {
            CodeBlock block = blocks.all()[i];
            boolean first = block == null;
            boolean comes =
                    first ? blocks.inclusion().isBelow(i, precinct.nextLayer() + 1, header) : header.next() == 1;
            if (comes) {
                if (first) {
                    int planes = blocks.band().bitPlanes();
                    block = blocks.make(i, planes - blocks.emptyPlanes().value(i, planes, header));
                }
                readPieces(header, precinct.style(), block);
            }
        }
    }

    private void readPieces(PacketBits header, ComponentStyle style, CodeBlock block) throws J2kException {
        int left = passes(header);
        if (block.passes() + left > Math.max(0, 3 * block.bitPlanes - 2)) {
            throw new J2kException("a JPEG 2000 packet header brings a code block to " + (block.passes() + left)
                    + " coding passes, which its " + block.bitPlanes + " bit planes do not have");
        }
        while (header.next() == 1) {
            block.raiseLengthBits();
        }
        included.add(block);
        firstPieces.add(block.pieces());
        while (left > 0) {
            int passes = Math.min(left, CodeBlock.passesToTermination(block.passes(), style));
            int bits = block.lengthBits() + 31 - Integer.numberOfLeadingZeros(passes);
            if (bits > 31) {
                throw new J2kException("a JPEG 2000 packet header has a length of " + bits + " bits");
            }
            block.addPiece(header.next(bits), passes);
            left -= passes;
        }
    }

    /** The number of coding passes (T.800 table B.4). */
    private static int passes(PacketBits header) throws J2kException {
        if (header.next() == 0) {
            return 1;
        }
        if (header.next() == 0) {
            return 2;
        }
        int few = header.next(2);
        if (few < 3) {
            return 3 + few;
        }
        int more = header.next(5);
        return more < 31 ? 6 + more : 37 + header.next(7);
    }

    private void readBody() throws J2kException {
        for (int i = 0; i < included.size(); i++) {
            CodeBlock block = included.get(i);
            for (int piece = firstPieces.get(i); piece < block.pieces(); piece++) {
                if (block.pieceLength(piece) > stream.remaining()) {
                    throw new J2kException("the JPEG 2000 stream ends within packet " + (packets + 1) + " of "
                            + (long) precincts.size() * tile.parameters().layers() + " of tile " + tile.index());
                }
                block.place(piece, stream.position());
                stream.advance(block.pieceLength(piece));
            }
        }
    }
}
