package dev.assay.events.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** An exported file as somebody with a ZIP tool sees and changes it. */
final class Archive {

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private Archive() {}

  static Archive empty() {
    Archive archive = new Archive();
    archive.put("readme", new byte[0]);
    return archive;
  }

  static Archive read(Path file) throws IOException {
    Archive archive = new Archive();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        archive.put(entry.getName(), zip.readAllBytes());
      }
    }
    return archive;
  }

  List<String> parts() {
    return files.keySet().stream().filter(name -> name.startsWith("records/")).toList();
  }

  byte[] content(String name) {
    return Objects.requireNonNull(files.get(name)).clone();
  }

  void put(String name, byte[] content) {
    files.put(name, content);
  }

  void remove(String name) {
    files.remove(name);
  }

  void putRecords(long first, List<byte[]> records) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(part)) {
      for (byte[] record : records) {
        out.writeInt(record.length);
        out.write(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    put("records/%019d".formatted(first), part.toByteArray());
  }

  /** As a forger would who knows the format. */
  void sumUp() {
    files.remove("SHA256SUMS");
    StringBuilder sums = new StringBuilder();
    files.forEach((name, content) ->
        sums.append(ExportFormat.sha256(content, content.length) + "  " + name + "\n"));
    put("SHA256SUMS", sums.toString().getBytes(UTF_8));
  }

  Path write(Path directory) throws IOException {
    Path file = directory.resolve("archive");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
