package dev.assay.broker;

import java.io.Serial;

/** The embedded broker did not start; nothing of it is left running. */
public final class BrokerStartException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  BrokerStartException(String message) {
    super(message);
  }

  BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
