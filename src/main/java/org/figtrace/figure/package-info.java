/**
 * Rebuilds the panels of a report's figures from voxels and annotations, with what is needed to find the way back. Needs
 * no display, but fonts: see {@link org.figtrace.figure.PanelFont}.
 */
package org.figtrace.figure;
