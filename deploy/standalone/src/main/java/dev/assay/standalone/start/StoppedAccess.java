package dev.assay.standalone.start;

import dev.assay.command.access.AccessCommand;
import dev.assay.command.access.AccessCommand.CreateKey;
import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.DeleteServicePrincipal;
import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.RevokeKey;
import dev.assay.command.access.AccessCommand.WithdrawRole;
import dev.assay.command.access.Credentials;
import dev.assay.command.access.KeyMaker;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.command.token.Sha256SecretEncoder;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.KeyRecord;
import dev.assay.projections.access.PrincipalName;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfProject;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.access.RoleIds;
import dev.assay.projections.naming.Names;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.WireJson;
import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Manages access in the journal itself, of a registry that does not run or whose Kafka is named.
 */
final class StoppedAccess implements AccessAdmin {

  private final Commands commands;
  private final AccessDirectory directory;
  private final OrganizationId organization;
  private final InstantSource clock;
  private final Path adminEnv;
  private final Runnable close;
  private final KeyMaker keys = new KeyMaker(new SecureRandom());
  private final Caller caller;

  /**
   * @param close lets go of the journal and the data directory
   */
  StoppedAccess(
      Commands commands,
      AccessDirectory directory,
      OrganizationId organization,
      InstantSource clock,
      Path adminEnv,
      Runnable close) {
    this.commands = commands;
    this.directory = directory;
    this.organization = organization;
    this.clock = clock;
    this.adminEnv = adminEnv;
    this.close = close;
    this.caller =
        new Caller(
            organization,
            Actor.system("command-line"),
            new RequestInfo(UUID.randomUUID().toString(), null, "assay.jar"));
  }

  @Override
  public String organization() {
    return ResourceNames.organization(organization);
  }

  @Override
  public List<String> projects() {
    return now().projects().keySet().stream().map(ResourceNames::project).toList();
  }

  @Override
  public JsonNode create(String parent, String name) throws IOException {
    PrincipalId id = new PrincipalId(UUID.randomUUID().toString());
    execute(
        new CreateServicePrincipal(
            organization,
            id,
            Names.principal("name", name).orElseThrow(StoppedAccess::refused),
            resource(parent) instanceof OfProject(var project) ? project : null));
    PrincipalRecord made = now().principals().get(id);
    if (made == null) {
      throw new IOException(name + ": deleted by somebody else in the same moment");
    }
    return json(Iam.servicePrincipal(now(), made));
  }

  @Override
  public List<JsonNode> list(String parent) throws IOException {
    AccessRecord now = now();
    return now.principalsOf(resource(parent))
        .map(each -> json(Iam.servicePrincipal(now, each)))
        .toList();
  }

  @Override
  public JsonNode get(String principal) throws IOException {
    return json(Iam.withKeys(now(), principal(principal), clock.instant()));
  }

  @Override
  public void delete(String principal) throws IOException {
    execute(new DeleteServicePrincipal(organization, principal(principal).id()));
  }

  @Override
  public void grant(JsonNode principal, String role, String resource) throws IOException {
    execute(new GrantRole(organization, id(principal), role(role), resource(resource)));
  }

  @Override
  public void withdraw(JsonNode principal, String role, String resource) throws IOException {
    execute(new WithdrawRole(organization, id(principal), role(role), resource(resource)));
  }

  @Override
  public JsonNode createKey(String principal, @Nullable Instant expiresAt) throws IOException {
    PrincipalRecord owner = principal(principal);
    Credentials.Key made = keys.make();
    execute(
        new CreateKey(
            organization,
            owner.id(),
            made.clientId(),
            Sha256SecretEncoder.sha256(made.secret()),
            expiresAt));
    KeyRecord key = now().keys().get(made.clientId());
    if (key == null) {
      throw new IOException(made.clientId() + ": revoked by somebody else in the same moment");
    }
    PrincipalName name = PrincipalName.of(organization, owner);
    return json(new Iam.KeyAnswer(Iam.key(name, key, clock.instant()), made.secret()));
  }

  @Override
  public void revokeKey(String clientId) throws IOException {
    execute(new RevokeKey(organization, new ClientId(clientId)));
  }

  @Override
  public Path adminEnv() {
    return adminEnv;
  }

  @Override
  public void close() {
    close.run();
  }

  private void execute(AccessCommand command) throws IOException {
    if (commands.execute(command, caller) instanceof CommandResult.Refused(var refusal)) {
      throw refused(refusal);
    }
  }

  private static IOException refused(Refusal refusal) {
    return new IOException(refusal.message());
  }

  private AccessRecord now() {
    return directory
        .organization(organization)
        .orElseThrow(() -> new IllegalStateException("organization: gone"));
  }

  private PrincipalRecord principal(String name) throws IOException {
    return PrincipalName.parse(name)
        .flatMap(now()::principal)
        .orElseThrow(() -> new IOException(name + ": does not exist"));
  }

  private static PrincipalId id(JsonNode principal) {
    return new PrincipalId(principal.path("id").asString());
  }

  private static Role role(String id) throws IOException {
    return RoleIds.parse(id)
        .orElseThrow(() ->
            new IOException(
                "role: "
                    + id
                    + " (expected: roles/viewer, roles/contributor, roles/admin or roles/owner)"));
  }

  private static Resource resource(String name) throws IOException {
    return Resource.named(name)
        .orElseThrow(() ->
            new IOException(
                "resource: "
                    + name
                    + " (expected: organization/<id>, project/<id> or"
                    + " packer/project/<id>/bucket/<name>)"));
  }

  private static JsonNode json(Object answer) {
    return WireJson.mapper().valueToTree(answer);
  }
}
