package dev.assay.command.http;

import dev.assay.command.execution.CommandSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The command side.
 *
 * @param maxConcurrent commands that are executed at a time, from 1, default 512; more wait
 * @param patience how long a command waits for its turn and for the lock of a bucket, from 10 ms,
 *     default 10 s
 * @param maxAttempts how often a command is decided if others change its bucket meanwhile, from 1,
 *     default 20
 * @param buildTimeout how long a running build may give no sign of life before it counts as
 *     cancelled, above 0, default 10 min
 * @param timeoutCheck how often builds are looked at for that, above 0, default 15 s
 */
@ConfigurationProperties("assay.command")
public record CommandServiceProperties(
    @DefaultValue("512") int maxConcurrent,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("20") int maxAttempts,
    @DefaultValue("10m") Duration buildTimeout,
    @DefaultValue("15s") Duration timeoutCheck) {

  CommandSettings settings() {
    return new CommandSettings(
        maxConcurrent,
        patience,
        maxAttempts,
        CommandSettings.DEFAULT.maxRetryPause(),
        CommandSettings.DEFAULT.cachedEvents(),
        buildTimeout,
        timeoutCheck);
  }
}
