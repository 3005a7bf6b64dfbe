package dev.assay.projections.edge;

/**
 * Who may read checkpoints, tiles and verifier key of the journal: they hold nothing but hashes.
 *
 * @param open whether no token is needed
 */
public record ProofAccess(boolean open) {

  /** The setting that says so, with its default. */
  public static final String SETTING = "${assay.proof.open:true}";
}
