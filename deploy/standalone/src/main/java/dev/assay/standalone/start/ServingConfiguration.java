package dev.assay.standalone.start;

import dev.assay.command.access.FirstStart;
import dev.assay.command.identity.IdSource;
import dev.assay.command.token.SigningKeys;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import dev.assay.projections.views.Views;
import dev.assay.query.proof.CheckpointDirectory;
import dev.assay.standalone.credentials.MasterKeyFile;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.tls.TlsMaterial;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What stands between the parts and a server that says that it is ready. */
@Configuration(proxyBeanMethods = false)
class ServingConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ServingConfiguration.class);

  @Bean
  MasterKey masterKey(DataDirectory directory, Journal journal) {
    return MasterKeyFile.open(
        directory.masterKey(),
        SigningKeys.masterKeyId(journal)
            .or(() -> CheckpointKeyFacts.newest(journal).map(CheckpointKeyCreated::masterKeyId)));
  }

  @Bean
  CheckpointDirectory checkpointDirectory(DataDirectory directory) {
    return new CheckpointDirectory(directory.checkpoints());
  }

  @Bean
  FirstStart firstStart(Journal journal, InstantSource clock, IdSource ids) {
    return new FirstStart(journal, clock, ids, new SecureRandom());
  }

  @Bean
  ClientEnvironments clientEnvironments(
      FirstStart firstStart, Journal journal, DataDirectory directory, TlsMaterial tls) {
    return new ClientEnvironments(firstStart, journal, directory, tls);
  }

  /**
   * The last steps before the ready line: clients can be somebody, and reads are answered at once.
   */
  @Bean
  ApplicationRunner lastSteps(
      ClientEnvironments environments,
      AssayProperties properties,
      Environment environment,
      SigningKeys tokenKeys,
      Views views) {
    return arguments -> {
      tokenKeys.signingKey();
      environments.prepare(AdvertisedAddress.of(properties, port(environment)));
      awaitViews(views);
    };
  }

  /** Without a limit: views that are built anew from a long journal take their time. */
  private static void awaitViews(Views views) {
    while (true) {
      try {
        views.barrier().await();
        return;
      } catch (JournalUnavailableException e) {
        LOG.info("not ready yet: {}", e.getMessage());
      }
    }
  }

  @Bean
  ReadyLine readyLine(
      DataDirectory directory, AssayProperties properties, Environment environment) {
    return new ReadyLine(directory, () -> AdvertisedAddress.of(properties, port(environment)));
  }

  @Bean
  ShutdownSequence shutdownSequence(Journal journal) {
    return new ShutdownSequence(journal);
  }

  private static int port(Environment environment) {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }
}
