package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything the markers of the main header, and then of a tile's header, say of the coding. What is said of a component
 * stands above what is said of all, and a tile's header above the main one (T.800 A.6.1 to A.6.6).
 */
final class CodingParameters {
    private static final int OWN_PRECINCTS = 1;

    private final int components;
    private boolean styled;
    private int order;
    private int layers;
    private boolean multipleComponentTransform;
    private final ComponentStyle[] styles;
    private final boolean[] ownStyle;
    private final Quantization[] quantizations;
    private final boolean[] ownQuantization;
    private final int[] roiShifts;
    private List<ProgressionVolume> changes = List.of();
    private boolean ownChanges;

    CodingParameters(int components) {
        this.components = components;
        styles = new ComponentStyle[components];
        ownStyle = new boolean[components];
        quantizations = new Quantization[components];
        ownQuantization = new boolean[components];
        roiShifts = new int[components];
    }

    /** The main header as a tile's header starts with it. */
    CodingParameters forTile() {
        CodingParameters tile = new CodingParameters(components);
        tile.styled = styled;
        tile.order = order;
        tile.layers = layers;
        tile.multipleComponentTransform = multipleComponentTransform;
        System.arraycopy(styles, 0, tile.styles, 0, components);
        System.arraycopy(quantizations, 0, tile.quantizations, 0, components);
        System.arraycopy(roiShifts, 0, tile.roiShifts, 0, components);
        tile.changes = changes;
        return tile;
    }

    /** @return false when the open segment is of another kind */
    boolean read(int marker, SegmentReader in) throws J2kException {
        switch (marker) {
            case Marker.COD -> readStyle(in);
            case Marker.COC -> {
                int component = in.component(components);
                styles[component] = ComponentStyle.read(in, (in.u8() & OWN_PRECINCTS) != 0);
                ownStyle[component] = true;
            }
            case Marker.QCD -> fill(quantizations, ownQuantization, Quantization.read(in));
            case Marker.QCC -> {
                int component = in.component(components);
                quantizations[component] = Quantization.read(in);
                ownQuantization[component] = true;
            }
            case Marker.RGN -> readRegion(in);
            case Marker.POC -> readChanges(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readStyle(SegmentReader in) throws J2kException {
        int flags = in.u8();
        order = ProgressionVolume.requireOrder(in.u8());
        layers = in.u16();
        int transform = in.u8();
        if (layers == 0) {
            throw new J2kException("the JPEG 2000 image has no layers");
        }
        if (transform > 1 || transform == 1 && components < 3) {
            throw new J2kException("multiple component transform " + transform + " of " + components
                    + " components is not part of JPEG 2000 Part 1");
        }
        multipleComponentTransform = transform == 1;
        fill(styles, ownStyle, ComponentStyle.read(in, (flags & OWN_PRECINCTS) != 0));
        styled = true;
    }

    private static <T> void fill(T[] all, boolean[] own, T value) {
        for (int i = 0; i < all.length; i++) {
            all[i] = own[i] ? all[i] : value;
        }
    }

    private void readRegion(SegmentReader in) throws J2kException {
        int component = in.component(components);
        int style = in.u8();
        if (style != 0) {
            throw new J2kException("region of interest style " + style + " is not part of JPEG 2000 Part 1");
        }
        roiShifts[component] = in.u8();
    }

    private void readChanges(SegmentReader in) throws J2kException {
        // Those of a tile replace those of the main header; those of its later parts are added.
        List<ProgressionVolume> all = new ArrayList<>(ownChanges ? changes : List.of());
        all.addAll(ProgressionVolume.read(in, components));
        changes = all;
        ownChanges = true;
    }

    /** Refuses headers that leave out what is needed or contradict themselves. */
    void requireComplete() throws J2kException {
        if (!styled || Arrays.asList(styles).contains(null)) {
            throw new J2kException("the JPEG 2000 stream has no coding style (COD)");
        }
        for (int c = 0; c < components; c++) {
            if (quantizations[c] == null) {
                throw new J2kException("the JPEG 2000 stream has no quantization (QCD)");
            }
            quantizations[c].require(styles[c]);
            if (multipleComponentTransform && c < 3 && styles[c].reversible() != styles[0].reversible()) {
                throw new J2kException("the JPEG 2000 stream transforms components together whose wavelets differ");
            }
        }
    }

    int layers() {
        return layers;
    }

    /** Whether the first three components are transformed together (T.800 annex G). */
    boolean multipleComponentTransform() {
        return multipleComponentTransform;
    }

    ComponentStyle style(int component) {
        return styles[component];
    }

    Quantization quantization(int component) {
        return quantizations[component];
    }

    /** Bits by which the coefficients of a region of interest are shifted up (T.800 annex H), 0 without one. */
    int roiShift(int component) {
        return roiShifts[component];
    }

    /** In which order the packets come. */
    List<ProgressionVolume> progression() {
        return changes.isEmpty() ? List.of(ProgressionVolume.all(order)) : changes;
    }
}
