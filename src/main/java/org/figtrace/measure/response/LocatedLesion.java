package org.figtrace.measure.response;

import java.util.Optional;
import org.figtrace.geometry.Vector3;

/**
 * A lesion of one date with what may tell that it is the same as one of another date.
 *
 * @param name for sentences; need not be the same on both dates
 * @param figureLabel such as "2A", where a reader named the lesion so on both dates
 * @param trackingUid DICOM tracking UID (112040, DCM)
 * @param frameOfReferenceUid the space of the position
 * @param position its centre in patient mm
 */
public record LocatedLesion(
        String name,
        Optional<String> figureLabel,
        Optional<String> trackingUid,
        Optional<String> frameOfReferenceUid,
        Optional<Vector3> position) {

    /** Positions can be compared within one frame of reference only. */
    boolean sharesSpaceWith(LocatedLesion other) {
        return position.isPresent()
                && other.position.isPresent()
                && frameOfReferenceUid.isPresent()
                && frameOfReferenceUid.equals(other.frameOfReferenceUid);
    }
}
