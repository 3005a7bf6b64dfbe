package dev.assay.command.execution;

import java.util.Optional;

/** Turns the state of an aggregate into bytes and back. */
public interface StateCodec<T> {

  byte[] write(T aggregate);

  /** Empty for a state of another format. */
  Optional<T> read(byte[] state);
}
