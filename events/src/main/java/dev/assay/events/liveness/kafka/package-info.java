/** Signs of life of running builds in a compacted Kafka topic. */
@NullMarked
package dev.assay.events.liveness.kafka;

import org.jspecify.annotations.NullMarked;
