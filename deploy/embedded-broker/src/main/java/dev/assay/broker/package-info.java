/** A real single-node Kafka broker inside this JVM. */
@NullMarked
package dev.assay.broker;

import org.jspecify.annotations.NullMarked;
