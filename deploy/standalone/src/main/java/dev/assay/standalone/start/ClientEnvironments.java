package dev.assay.standalone.start;

import dev.assay.command.access.Credentials;
import dev.assay.command.access.FirstStart;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import dev.assay.standalone.credentials.ClientCredentials;
import dev.assay.standalone.credentials.ClientEnvironmentFile;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.tls.TlsMaterial;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps {@code client.env} (a contributor) and {@code admin.env} (an owner) true: made with the
 * first organisation, made again with new keys where a file is gone or belongs to another journal
 * (unless its principal was deleted), and with today's address at every start.
 */
final class ClientEnvironments {

  private static final String CONTRIBUTOR = "a contributor: publishes, moves channels";
  private static final String OWNER = "the owner: may do everything";

  private final FirstStart firstStart;
  private final Journal journal;
  private final DataDirectory directory;
  private final TlsMaterial tls;

  ClientEnvironments(
      FirstStart firstStart, Journal journal, DataDirectory directory, TlsMaterial tls) {
    this.firstStart = firstStart;
    this.journal = journal;
    this.directory = directory;
    this.tls = tls;
  }

  /**
   * Makes the first organisation if there is none, and writes both files.
   *
   * @param address what clients are told to call
   * @throws StartRefusedException if a file cannot be read or written
   */
  void prepare(AdvertisedAddress address) {
    ClientEnvironmentFile client = new ClientEnvironmentFile(directory.clientEnv());
    ClientEnvironmentFile admin = new ClientEnvironmentFile(directory.adminEnv());
    try {
      Optional<Credentials> made = firstStart.run();
      Optional<ClientCredentials> contributor = made.map(ClientEnvironments::contributor);
      Optional<ClientCredentials> owner = made.map(ClientEnvironments::owner);
      if (made.isEmpty()) {
        contributor = known(client);
        owner = known(admin);
      }
      boolean lostContributor = contributor.isEmpty() && firstStart.hasContributor();
      boolean lostOwner = owner.isEmpty() && firstStart.hasOwner();
      if (lostContributor || lostOwner) {
        Credentials again = firstStart.newKeys();
        contributor = lostContributor ? Optional.of(contributor(again)) : contributor;
        owner = lostOwner ? Optional.of(owner(again)) : owner;
      }
      write(client, CONTRIBUTOR, contributor, address);
      write(admin, OWNER, owner, address);
    } catch (IOException e) {
      throw new StartRefusedException(
          directory.root() + ": client.env or admin.env cannot be read or written (" + e + ")",
          "make them writable for this user, or delete them to have new keys made",
          e);
    }
  }

  /** Nothing for somebody who was deleted. */
  private void write(
      ClientEnvironmentFile file,
      String who,
      Optional<ClientCredentials> credentials,
      AdvertisedAddress address)
      throws IOException {
    if (credentials.isPresent()) {
      file.write(who, credentials.get(), address.value(), tls.trust());
    }
  }

  private Optional<ClientCredentials> known(ClientEnvironmentFile file) throws IOException {
    return file.read()
        .filter(credentials ->
            journal.head(StreamName.access(new OrganizationId(credentials.organizationId()))) >= 0);
  }

  private static ClientCredentials contributor(Credentials made) {
    return credentials(made, made.contributor());
  }

  private static ClientCredentials owner(Credentials made) {
    return credentials(made, made.owner());
  }

  private static ClientCredentials credentials(Credentials made, Credentials.Key key) {
    return new ClientCredentials(
        key.clientId().value(), key.secret(), made.organization().value(), made.project().value());
  }
}
