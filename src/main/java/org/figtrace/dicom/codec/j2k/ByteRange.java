package org.figtrace.dicom.codec.j2k;

/** Bytes from a place up to another, which is not included. */
record ByteRange(byte[] data, int from, int to) {}
