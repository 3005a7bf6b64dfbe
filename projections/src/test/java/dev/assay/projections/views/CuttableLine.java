package dev.assay.projections.views;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to a server until it is cut: then nothing listens there and all connections are
 * gone, as if the server had been stopped.
 */
final class CuttableLine implements AutoCloseable {

  private final ServerAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket listening;

  private CuttableLine(ServerAddress server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listening.getLocalPort();
    accept(listening);
  }

  /** A line to the first host of an address. */
  static CuttableLine to(String uri) throws IOException {
    return new CuttableLine(new ServerAddress(new ConnectionString(uri).getHosts().getFirst()));
  }

  /** The address of this end. */
  String uri() {
    return "mongodb://127.0.0.1:" + port + "/?directConnection=true&serverSelectionTimeoutMS=500";
  }

  void cut() throws IOException {
    listening.close();
    for (var socket : open) {
      socket.close();
    }
    open.clear();
  }

  void mend() throws IOException {
    listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    accept(listening);
  }

  private void accept(ServerSocket at) {
    Thread.ofVirtual()
        .start(() -> {
          while (!at.isClosed()) {
            try {
              join(at.accept());
            } catch (IOException e) {
              // Cut: the loop ends, or the server is away and the caller's connection with it.
              continue;
            }
          }
        });
  }

  private void join(Socket caller) throws IOException {
    open.add(caller);
    var callee = new Socket(server.getHost(), server.getPort());
    open.add(callee);
    pump(caller, callee);
    pump(callee, caller);
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try (from;
              to;
              InputStream in = from.getInputStream();
              OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
          } catch (IOException e) {
            // Cut: both ends are closed, which is what a cut is.
            return;
          }
        });
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
