package dev.assay.standalone.start;

import dev.assay.standalone.data.DataDirectory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Says in one line that all of it can serve. Scripts wait for the first words. */
final class ReadyLine {

  private final DataDirectory directory;
  private final Supplier<AdvertisedAddress> address;

  ReadyLine(DataDirectory directory, Supplier<AdvertisedAddress> address) {
    this.directory = directory;
    this.address = address;
  }

  @EventListener
  void say(ApplicationReadyEvent event) {
    Duration taken = event.getTimeTaken();
    System.out.printf(
        Locale.ROOT,
        "Assay is ready: https://%s, %.1f s after the start. Clients: . %s%n",
        address.get().value(),
        taken == null ? 0.0 : taken.toMillis() / 1000.0,
        directory.clientEnv());
    System.out.flush();
  }
}
