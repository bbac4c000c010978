package org.figtrace.imagej;

import ij.gui.Roi;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * Regions in the zip file that ImageJ's ROI Manager saves, one .roi entry for each selection.
 *
 * <p>Selections of one name are one region over several slices. The ROI Manager never writes a name twice: it appends
 * "-1", "-2" ..., so "mass", "mass-1" and "mass-2" are the region "mass"; a name with such an ending of which there is
 * no entry without it keeps the ending. Selections that nobody named carry ImageJ's own slice-y-x labels
 * ("0012-0340-0288"); together they are one region with the name of the file.
 */
public final class RoiZip {
    /** Entries, bytes of one entry (ImageJ's own bound) and bytes of all. */
    static final int MOST_ENTRIES = 20_000;

    static final int LARGEST_ENTRY = 5 << 20;
    static final long LARGEST_TOTAL = 256L << 20;

    private static final Pattern UNNAMED = Pattern.compile("\\d{4,5}-\\d{4,5}(-\\d{4,5})?(-\\d{1,3})?");
    private static final Pattern NUMBERED = Pattern.compile("(.+)-\\d{1,5}");

    private RoiZip() {}

    /**
     * The area selections by region name, in the order of the file. Positions are slices of the geometry,
     * counted from 1; lines, points and text are not regions and are left out.
     *
     * @throws ImageException when the file is no ROI zip, holds no area, breaks a bound, or a selection is damaged or
     *     names no slice of the geometry
     */
    public static Map<String, RoiRegion> read(Path zip, VolumeGeometry geometry) throws IOException {
        Map<String, Roi> rois = rois(zip);
        Map<String, RoiRegion> regions = new LinkedHashMap<>();
        for (Map.Entry<String, Roi> entry : rois.entrySet()) {
            Roi roi = entry.getValue();
            String name = region(entry.getKey(), rois.keySet(), zip);
            try {
                RoiRegion region = regions.getOrDefault(name, new RoiRegion(new Mask(geometry), List.of()));
                regions.put(name, region.with(roi, RoiMask.slice(roi, roi.getZPosition(), geometry.slices())));
            } catch (ImageException e) {
                throw new ImageException(zip.toString(), e.getMessage());
            } catch (RuntimeException damaged) {
                throw damaged(zip, entry.getKey() + ".roi", damaged);
            }
        }
        if (regions.isEmpty()) {
            throw new ImageException(zip.toString(), "holds no area selection of ImageJ (.roi)");
        }
        return regions;
    }

    /** Area selections by entry name without ".roi". */
    private static Map<String, Roi> rois(Path zip) throws IOException {
        Map<String, Roi> rois = new LinkedHashMap<>();
        long total = 0;
        int entries = 0;
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(new BufferedInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (++entries > MOST_ENTRIES) {
                    throw new ImageException(zip.toString(), "has more than " + MOST_ENTRIES + " entries");
                }
                byte[] bytes = in.readNBytes(LARGEST_ENTRY + 1);
                total += bytes.length;
                if (bytes.length > LARGEST_ENTRY || total > LARGEST_TOTAL) {
                    throw new ImageException(
                            zip.toString(), "entry " + name + " is larger than any ROI that ImageJ writes");
                }
                if (name.endsWith(".roi")) {
                    try {
                        RoiBytes.decode(bytes, name.substring(0, name.length() - 4))
                                .ifPresent(roi -> rois.put(roi.getName(), roi));
                    } catch (IOException | RuntimeException damaged) {
                        throw damaged(zip, name, damaged);
                    }
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new ImageException(
                    zip.toString(), "has an entry name that is no text (" + badName.getMessage() + ")");
        } catch (ZipException | EOFException broken) {
            throw new ImageException(zip.toString(), "is a damaged zip file (" + broken.getMessage() + ")");
        }
        return rois;
    }

    private static String region(String name, Set<String> all, Path zip) {
        if (UNNAMED.matcher(name).matches()) {
            return zip.getFileName().toString().replaceFirst("(?i)\\.zip$", "");
        }
        var numbered = NUMBERED.matcher(name);
        return numbered.matches() && all.contains(numbered.group(1)) ? numbered.group(1) : name;
    }

    private static ImageException damaged(Path zip, String entry, Exception why) {
        return new ImageException(zip.toString(), "entry " + entry + " is no ImageJ ROI: " + why.getMessage());
    }
}
