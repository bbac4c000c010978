/**
 * What a reader drew, what it measures, and which panel of the report it belongs to.
 *
 * <p>An annotation is written as one JSON object, stable from version to version and meant to be read by other
 * programs. {@link org.figtrace.annotation.AnnotationJson} writes and reads it:
 *
 * <pre>{@code
 * {
 *   "id": "1f0c...",                     UUID
 *   "version": 1,                        counts the stored changes
 *   "kind": "bidirectional",             length, bidirectional, arrow, point, text, ellipse, polygon, mask
 *   "unit": "mm",                        of the points: "mm" (patient, DICOM LPS) or "px" (column, row, slice from 0)
 *   "points": [[x, y, z], ...],          length: both ends; bidirectional and ellipse: ends of the long axis, ends of
 *                                        the short axis; arrow: tail, tip; polygon: corners, not repeating the first
 *   "mask": null,                        or {"sha256": "...", "format": "nii.gz", "size": 4711}
 *   "references": [{                     the images it lies on, in slice order
 *     "seriesInstanceUid": "...", "sopInstanceUid": "...", "sopClassUid": "...",
 *     "frame": 1,                        counts from 1 as in DICOM
 *     "frameOfReferenceUid": null}],
 *   "text": null, "title": null, "note": null,
 *   "measurements": [{
 *     "name": "long axis", "value": 31.25, "unit": "mm", "definition": "...",
 *     "provenance": {"seriesInstanceUid": "...", "spacingSource": "...", "plane": "axial", ...}}],
 *   "figures": [{"label": "3C", "pointer": "bottom arrow"}],
 *   "state": "draft",                    draft, final or verified
 *   "author": "...", "created": "2026-01-31T09:30:00Z", "modified": "..."
 * }
 * }</pre>
 *
 * <p>Unknown is null, never 0. Numbers carry every digit of their binary value. Times are UTC in ISO 8601.
 */
package org.figtrace.annotation;
