/** Thin ImageJ 1.x adapters: ImagePlus, Roi and ResultsTable on one side, Volume, Mask and measures on the other. */
package org.figtrace.imagej;
