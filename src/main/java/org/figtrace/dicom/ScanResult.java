package org.figtrace.dicom;

import java.util.List;

/**
 * What a scan of files and folders found.
 *
 * @param series stacks that can be loaded, in a fixed order
 * @param unreadable "file: why", one sentence for each file that is not among the rest
 * @param others objects that are no images to load: RTSTRUCT, SEG, SR, presentation states, DICOMDIR, ...
 */
public record ScanResult(List<Series> series, List<String> unreadable, List<DicomObject> others) {
    public ScanResult {
        series = List.copyOf(series);
        unreadable = List.copyOf(unreadable);
        others = List.copyOf(others);
    }
}
