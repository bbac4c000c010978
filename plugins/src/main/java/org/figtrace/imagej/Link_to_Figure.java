package org.figtrace.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.PlugIn;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.figtrace.annotation.Actor;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.Case;
import org.figtrace.annotation.Drawing;
import org.figtrace.annotation.ReportLabels;
import org.figtrace.store.CaseStore;
import org.figtrace.volume.Volume;

/**
 * Plugins>Figtrace>Link to Figure... : stores the selection, or the axes that Lesion Diameter drew, as an annotation
 * under a figure label of a case. A case that does not know the image's series learns of it. Macro: {@code run("Link to
 * Figure...", "case=/data/case.figtrace figure=2A drawn=axes")}.
 */
public final class Link_to_Figure implements PlugIn {
    @Override
    public void run(String arg) {
        OptionedRun.onImage(
                CaseOptions.LINK,
                image -> CaseOptions.LINK_PARAMETERS,
                arg,
                (image, values) -> IJ.showStatus(link(image, CaseOptions.link(values))));
    }

    /** @return what was stored, as one line */
    static String link(ImagePlus image, CaseOptions.Link link) throws IOException {
        Volume volume = ImagePlusVolume.toVolume(image);
        OpenedSeries series = OpenedSeries.of(image);
        AnnotatedStack stack = series.stack(image, volume);
        String label = link.figure().toString();
        DrawnSelection drawn = link.axes()
                ? DrawnSelection.ofAxes(image, volume.geometry(), label)
                : DrawnSelection.of(image, volume.geometry());
        Drawing drawing = new Drawing(
                drawn.geometry(), List.of(link.figure()), link.text().or(drawn::text), link.title(), link.note());
        Annotation kept;
        try (CaseStore store = CaseStore.open(link.file(), CaseStore.Access.WRITE)) {
            Case now = store.read();
            ReportLabels.require(now.source().fileName(), now.report(), drawing.links());
            Annotation annotation = drawing.on(stack, UUID.randomUUID(), actor(), Instant.now());
            addSeries(store, now, series, image);
            kept = store.add(annotation, actor());
        }
        if (!link.axes()) {
            image.getRoi().setName(label); // the ROI Manager keeps it
        }
        return label + ": " + kept.kind() + " stored in " + link.file().getFileName();
    }

    private static void addSeries(CaseStore store, Case now, OpenedSeries series, ImagePlus image) throws IOException {
        if (now.series(series.seriesInstanceUid()).isPresent()) {
            return;
        }
        if (series.source().isEmpty()) {
            throw new ImageException(
                    image.getTitle(), "its series is not in the case, and where its images are is not known");
        }
        store.addSeries(series.inCase(store.source(series.source().get())), actor());
    }

    /** Who works at this computer, as the command line says it. */
    private static Actor actor() {
        String user = System.getProperty("user.name", "");
        return new Actor(
                user.isBlank() ? "unknown user" : user,
                "figtrace " + About_Figtrace.version().orElse("(not built into a jar)"));
    }
}
