/**
 * Masks, contours and volumes in the formats of other programs: RTSTRUCT, SEG, NIfTI, NRRD, PNG slices. What is read is
 * placed in DICOM patient coordinates (LPS, mm) or refused; nothing is resampled on the way.
 */
package org.figtrace.exchange;
