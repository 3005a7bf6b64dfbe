package dev.assay.standalone.data;

import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything of one installation: {@code broker} (the truth), {@code
 * index} and {@code views} (caches that are rebuilt when deleted), {@code checkpoints}, {@code
 * tls}, {@code master.key}, {@code client.env}, {@code admin.env}. Locked by one process at a time;
 * the operating system frees the lock however the process ends.
 */
public final class DataDirectory implements AutoCloseable {

  /**
   * Free space without which nothing starts: the broker maps files into memory, and a full disk
   * under such a file is no error that it could tell of.
   */
  static final long NEEDED_BYTES = 128L << 20;

  private static final String LOCK = "lock";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is absent and takes its lock.
   *
   * @throws StartRefusedException if it cannot be made or written, its disk is full, or another
   *     process holds the lock
   */
  public static DataDirectory open(Path directory) {
    return open(directory, NEEDED_BYTES);
  }

  static DataDirectory open(Path directory, long neededBytes) {
    Path root = directory.toAbsolutePath().normalize();
    FileChannel channel = openLockFile(root);
    FileLock lock = tryLock(root, channel);
    if (lock == null) {
      close(channel);
      throw new StartRefusedException(
          "assay.data-dir: " + root + " is in use by another Assay",
          "stop that one first, or start this one with --assay.data-dir=ANOTHER_DIRECTORY");
    }
    refuseFullDisk(root, channel, neededBytes);
    return new DataDirectory(root, channel, lock);
  }

  /** Whether a process holds the lock of a directory, be it this one. */
  public static boolean inUse(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    if (!Files.exists(root.resolve(LOCK))) {
      return false;
    }
    FileChannel channel = openLockFile(root);
    try (channel) {
      return tryLock(root, channel) == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel openLockFile(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        PrivateFiles.createDirectories(root);
      }
      return FileChannel.open(
          root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StartRefusedException(
          "assay.data-dir: " + root + " cannot be written (" + e + ")",
          "make it a directory that this user may write, or start with"
              + " --assay.data-dir=ANOTHER_DIRECTORY",
          e);
    }
  }

  private static @Nullable FileLock tryLock(Path root, FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      close(channel);
      throw new StartRefusedException(
          "assay.data-dir: " + root + " cannot be locked (" + e + ")",
          "use a local file system that knows file locks",
          e);
    }
  }

  private static void refuseFullDisk(Path root, FileChannel channel, long neededBytes) {
    long free = freeBytes(root, channel);
    if (free < neededBytes) {
      close(channel);
      throw new StartRefusedException(
          "assay.data-dir: the disk of %s is full, %d MiB are free (expected: at least %d MiB)"
              .formatted(root, free >> 20, neededBytes >> 20),
          "free space, then start again");
    }
  }

  private static long freeBytes(Path root, FileChannel channel) {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      close(channel);
      throw new StartRefusedException(
          "assay.data-dir: the free space of " + root + " cannot be learnt (" + e + ")",
          "use a local file system",
          e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  /** The Kafka log of the embedded broker. */
  public Path broker() {
    return root.resolve("broker");
  }

  /** The local index over the journal. */
  public Path index() {
    return root.resolve("index");
  }

  /** The checkpoints of the journal that were signed here. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The embedded view store. */
  public Path views() {
    return root.resolve("views");
  }

  /** Certificate authority, server certificate and trust bundle. */
  public Path tls() {
    return root.resolve("tls");
  }

  public Path masterKey() {
    return root.resolve("master.key");
  }

  /** Where an import is made, before it takes its place. */
  Path importing() {
    return root.resolve("import");
  }

  /** What a contributor's shell sources. */
  public Path clientEnv() {
    return root.resolve("client.env");
  }

  /** What an owner's shell sources. */
  public Path adminEnv() {
    return root.resolve("admin.env");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
