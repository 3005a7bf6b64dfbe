package dev.assay.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second broker, of this process or of another one, out of a directory. */
final class DirectoryLock implements AutoCloseable {

  /**
   * The directories locked by this process. Asked before the file is opened: POSIX drops a
   * process's lock as soon as any of its channels on the file is closed.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static DirectoryLock take(Path dataDirectory) throws IOException {
    Path directory = Files.createDirectories(dataDirectory).toRealPath();
    if (!HELD.add(directory)) {
      throw inUse(directory, "this process");
    }
    try {
      return new DirectoryLock(directory, lockFile(directory));
    } catch (IOException | RuntimeException e) {
      HELD.remove(directory);
      throw e;
    }
  }

  private static FileChannel lockFile(Path directory) throws IOException {
    Path file = directory.resolve("broker.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw inUse(directory, "process " + Files.readString(file));
    }
    channel.truncate(0).write(ByteBuffer.wrap(ownPid()));
    return channel;
  }

  private static byte[] ownPid() {
    return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
  }

  private static BrokerStartException inUse(Path directory, String holder) {
    return new BrokerStartException(
        "Directory " + directory + " is in use by a broker of " + holder);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(directory);
  }
}
