/** Numbers that a pathologist counts, with their inputs, intervals and bounds. */
package org.figtrace.measure.pathology;
