/**
 * Slices as arrays of grey values, with the way back from every picture point to the patient. Nothing here knows of a
 * toolkit that shows them.
 */
package org.figtrace.render;
