package dev.assay.command.bucket;

import dev.assay.command.execution.StateCodec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the state of buckets as JSON. What cannot be read is left: a snapshot is only a short cut.
 */
public final class BucketSnapshots implements StateCodec<Bucket> {

  private static final Logger LOG = LoggerFactory.getLogger(BucketSnapshots.class);

  private final JsonMapper mapper = JsonMapper.builder().build();

  @Override
  public byte[] write(Bucket bucket) {
    return mapper.writeValueAsBytes(bucket.snapshot());
  }

  @Override
  public Optional<Bucket> read(byte[] state) {
    try {
      BucketSnapshot snapshot = mapper.readValue(state, BucketSnapshot.class);
      return snapshot.format() == BucketSnapshot.FORMAT
          ? Optional.of(Bucket.from(snapshot))
          : Optional.empty();
    } catch (JacksonException e) {
      LOG.warn("aggregate snapshot: not readable, the bucket is read from its beginning", e);
      return Optional.empty();
    }
  }
}
