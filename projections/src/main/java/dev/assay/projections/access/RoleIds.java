package dev.assay.projections.access;

import dev.assay.events.access.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The names by which the wire means roles. */
public final class RoleIds {

  private RoleIds() {}

  /** The role with a name; empty where none has it. */
  public static Optional<Role> parse(String id) {
    return Arrays.stream(Role.values()).filter(role -> of(role).equals(id)).findFirst();
  }

  /**
   * {@code roles/viewer}, {@code roles/contributor}, {@code roles/admin} or {@code roles/owner}.
   */
  public static String of(Role role) {
    return "roles/" + role.name().toLowerCase(Locale.ROOT);
  }
}
