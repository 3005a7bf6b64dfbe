/** The log of refusals in a Kafka topic with a retention time. */
@NullMarked
package dev.assay.events.refusals.kafka;

import org.jspecify.annotations.NullMarked;
