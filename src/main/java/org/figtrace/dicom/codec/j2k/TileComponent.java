package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;

/**
 * One component of a tile (T.800 B.3).
 *
 * @param bounds in the grid of the component
 */
record TileComponent(
        int index,
        ImageSize.Component component,
        Bounds bounds,
        ComponentStyle style,
        int roiShift,
        List<Resolution> resolutions) {
    TileComponent {
        resolutions = List.copyOf(resolutions);
    }

    static TileComponent of(int index, ImageSize.Component component, Bounds tile, CodingParameters parameters)
            throws J2kException {
        Bounds bounds = tile.subsampled(component.dx(), component.dy());
        ComponentStyle style = parameters.style(index);
        int roiShift = parameters.roiShift(index);
        List<Resolution> resolutions = new ArrayList<>();
        for (int r = 0; r <= style.levels(); r++) {
            resolutions.add(
                    Resolution.of(r, bounds, style, parameters.quantization(index), component.precision(), roiShift));
        }
        return new TileComponent(index, component, bounds, style, roiShift, resolutions);
    }
}
