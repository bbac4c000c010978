/** Pure functions from (Volume, Mask, parameters) to result records. Every result says its unit and definition. */
package org.figtrace.measure;
