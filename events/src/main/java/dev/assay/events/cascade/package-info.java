/** Cascades: changes of many buckets at once that hold other writers off. */
@NullMarked
package dev.assay.events.cascade;

import org.jspecify.annotations.NullMarked;
