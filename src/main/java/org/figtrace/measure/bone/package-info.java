/**
 * Bone that a lesion has destroyed, on CT: the bone itself, the mid-sagittal plane, what the bone would be without the
 * lesion, and the difference.
 */
package org.figtrace.measure.bone;
