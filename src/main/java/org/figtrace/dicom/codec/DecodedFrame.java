package org.figtrace.dicom.codec;

/**
 * One decoded frame.
 *
 * @param pixels byte[] for 8 bits allocated, short[] for 16; columns * rows * samples values, row by row, the samples
 *     of a pixel beside each other; unsigned, only the low {@code precision} bits are used
 * @param precision bits per sample in the stream
 * @param colourSpace what the stream says of its samples
 */
record DecodedFrame(Object pixels, int precision, ColourSpace colourSpace) {}
