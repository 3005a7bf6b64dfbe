package dev.assay.command.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.command.execution.StateCodec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the state of organisations as JSON. What cannot be read is left: a snapshot is only a
 * short cut.
 */
public final class OrganizationSnapshots implements StateCodec<Organization> {

  private static final Logger LOG = LoggerFactory.getLogger(OrganizationSnapshots.class);

  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              each -> each.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  @Override
  public byte[] write(Organization organization) {
    return mapper.writeValueAsBytes(organization.snapshot());
  }

  @Override
  public Optional<Organization> read(byte[] state) {
    try {
      OrganizationSnapshot snapshot = mapper.readValue(state, OrganizationSnapshot.class);
      return snapshot.format() == OrganizationSnapshot.FORMAT
          ? Optional.of(Organization.from(snapshot))
          : Optional.empty();
    } catch (JacksonException e) {
      LOG.warn("aggregate snapshot: not readable, the organisation is read from its beginning", e);
      return Optional.empty();
    }
  }
}
