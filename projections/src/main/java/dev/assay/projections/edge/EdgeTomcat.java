package dev.assay.projections.edge;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

/** What the servlet container must be told so that it answers as the rest of the edge does. */
public final class EdgeTomcat {

  /**
   * So much of a refused body is read and thrown away, so that the caller gets the answer and keeps
   * the connection.
   */
  private static final int SWALLOWED_BYTES = 64 * 1024 * 1024;

  /**
   * Silence on a connection in the midst of a handshake, a request or its body, milliseconds: then
   * it is closed.
   */
  private static final int STALLED_MILLIS = 20_000;

  /** Silence between two requests of a connection, milliseconds: then it is closed. */
  private static final int IDLE_MILLIS = 60_000;

  /** Request line and headers: the contract lets one call name a thousand ids in its query. */
  private static final int HEADER_BYTES = 64 * 1024;

  private EdgeTomcat() {}

  /**
   * Lets {@code %2F} through as it is, since resource names in paths hold slashes ({@link
   * EncodedSlashes} says where), and bounds what is read.
   */
  public static void configure(Connector connector) {
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setMaxPostSize((int) BodyLimits.BODY_BYTES);
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
      http.setMaxSwallowSize(SWALLOWED_BYTES);
      http.setMaxHttpRequestHeaderSize(HEADER_BYTES);
    }
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
      protocol.setTcpNoDelay(true);
      protocol.setConnectionTimeout(STALLED_MILLIS);
      protocol.setKeepAliveTimeout(IDLE_MILLIS);
    }
  }

  public static void configure(Context context) {
    if (context.getParent() instanceof StandardHost host) {
      host.setErrorReportValveClass(JsonErrorReportValve.class.getName());
    }
  }
}
