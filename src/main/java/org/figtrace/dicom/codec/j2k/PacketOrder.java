package org.figtrace.dicom.codec.j2k;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Goes through the packets of a tile in the order of its progression (T.800 B.12). */
final class PacketOrder {
    /** What to do with the next packet of a precinct. */
    interface Packet {
        void read(Precinct precinct) throws IOException;
    }

    private static final Comparator<Precinct> BY_RESOLUTION = Comparator.comparingInt(Precinct::resolution);
    private static final Comparator<Precinct> BY_COMPONENT = Comparator.comparingInt(Precinct::component);
    private static final Comparator<Precinct> BY_POSITION =
            Comparator.comparingLong(Precinct::y).thenComparingLong(Precinct::x);
    private static final Comparator<Precinct> BY_NUMBER = Comparator.comparingInt(Precinct::number);

    /** Without the layers: LRCP, RLCP, RPCL, PCRL, CPRL. */
    private static final List<Comparator<Precinct>> ORDERS = List.of(
            BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_NUMBER),
            BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_NUMBER),
            BY_RESOLUTION.thenComparing(BY_POSITION).thenComparing(BY_COMPONENT).thenComparing(BY_NUMBER),
            BY_POSITION.thenComparing(BY_COMPONENT).thenComparing(BY_RESOLUTION).thenComparing(BY_NUMBER),
            BY_COMPONENT.thenComparing(BY_POSITION).thenComparing(BY_RESOLUTION).thenComparing(BY_NUMBER));

    private PacketOrder() {}

    /** @param layers of the tile */
    static void forEach(List<Precinct> precincts, ProgressionVolume volume, int layers, Packet packet)
            throws IOException {
        List<Precinct> ordered = precincts.stream()
                .filter(p -> volume.holds(p.component(), p.resolution()))
                .sorted(ORDERS.get(volume.order()))
                .toList();
        int end = Math.min(layers, volume.endLayer());
        switch (volume.order()) {
            case 0 -> layerByLayer(ordered, end, packet);
            case 1 -> {
                // The layers of a resolution before the next resolution.
                int from = 0;
                while (from < ordered.size()) {
                    int to = from;
                    while (to < ordered.size()
                            && ordered.get(to).resolution() == ordered.get(from).resolution()) {
                        to++;
                    }
                    layerByLayer(ordered.subList(from, to), end, packet);
                    from = to;
                }
            }
            default -> {
                for (Precinct precinct : ordered) {
                    while (precinct.nextLayer() < end) {
                        packet.read(precinct);
                    }
                }
            }
        }
    }

    private static void layerByLayer(List<Precinct> ordered, int end, Packet packet) throws IOException {
        int first = ordered.stream().mapToInt(Precinct::nextLayer).min().orElse(end);
        for (int layer = first; layer < end; layer++) {
            for (Precinct precinct : ordered) {
                if (precinct.nextLayer() == layer) {
                    packet.read(precinct);
                }
            }
        }
    }
}
