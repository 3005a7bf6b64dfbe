/** The journal in a Kafka topic. The only package, with liveness.kafka, that knows Kafka types. */
@NullMarked
package dev.assay.events.journal.kafka;

import org.jspecify.annotations.NullMarked;
