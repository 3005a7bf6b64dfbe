package dev.assay.standalone.http;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import dev.assay.standalone.http.CallTable.Call;
import dev.assay.standalone.http.CallTable.Level;
import dev.assay.standalone.http.CallTable.Who;
import dev.assay.standalone.http.People.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One principal for each role on each level, and one without any. */
final class Cast {

  /**
   * One of the cast.
   *
   * @param role null for none
   */
  record Member(@Nullable Role role, Level level, Person person, ApiClient client) {

    boolean may(Call call) {
      return switch (call.who()) {
        case Who.Everybody _, Who.Anybody _ -> true;
        case Who.AnyRole _ -> role != null;
        case Who.Needs(Role least, Level where) ->
            role != null && role.compareTo(least) >= 0 && level.compareTo(where) >= 0;
      };
    }

    @Override
    public String toString() {
      return role == null ? "nobody" : role + " of the " + level;
    }
  }

  private final RegistryServer server;
  private final People people;
  private final List<Member> members = new ArrayList<>();

  Cast(RegistryServer server) {
    this.server = server;
    this.people = new People(server);
    String project = ResourceNames.project(server.credentials().project());
    String organization = ResourceNames.organization(server.credentials().organization());
    add(null, Level.BUCKET, null);
    for (Role role : List.of(Role.VIEWER, Role.CONTRIBUTOR, Role.ADMIN)) {
      add(role, Level.BUCKET, null);
      add(role, Level.PROJECT, project);
      add(role, Level.ORGANIZATION, organization);
    }
    add(Role.OWNER, Level.ORGANIZATION, organization);
  }

  List<Member> members() {
    return members;
  }

  /** Gives those of the level of buckets their roles on one. */
  void enter(String bucket) {
    String resource = ResourceNames.bucket(server.credentials().project(), new BucketName(bucket));
    for (Member member : members) {
      Role role = member.role();
      if (role != null && member.level() == Level.BUCKET) {
        people.grant(member.person(), role, resource);
      }
    }
  }

  private void add(@Nullable Role role, Level level, @Nullable String resource) {
    Person person = people.person();
    if (role != null && resource != null) {
      people.grant(person, role, resource);
    }
    members.add(new Member(role, level, person, ApiClient.of(server, person.key())));
  }
}
