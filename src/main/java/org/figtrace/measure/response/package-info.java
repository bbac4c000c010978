/** Change of lesions over time: which are the same, how fast they grow, and how they respond. */
package org.figtrace.measure.response;
