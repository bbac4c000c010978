package org.figtrace.dicom.codec.j2k;

/**
 * The samples of one tile-component, before the level shift.
 *
 * @param bounds in the grid of the component
 * @param whole the samples of a reversible transform, row by row; null for an irreversible one
 * @param real those of an irreversible transform; null for a reversible one
 */
record ComponentPlane(ImageSize.Component component, Bounds bounds, int[] whole, float[] real) {}
