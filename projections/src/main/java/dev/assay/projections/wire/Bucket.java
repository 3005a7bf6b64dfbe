package dev.assay.projections.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Bucket}.
 *
 * @param location never null
 * @param platforms of the newest complete version
 * @param latestVersion what the channel {@code latest} points at, null for nothing
 * @param versionCount all its versions; an int64, so a string in JSON
 * @param parents null in answers to writes, which other streams do not decide; so is {@code
 *     children}
 */
public record Bucket(
    String id,
    String name,
    String resourceName,
    Location location,
    String description,
    Map<String, String> labels,
    List<String> platforms,
    @Nullable Version latestVersion,
    String versionCount,
    @Nullable Relatives parents,
    @Nullable Relatives children,
    Instant createdAt,
    Instant updatedAt) {}
