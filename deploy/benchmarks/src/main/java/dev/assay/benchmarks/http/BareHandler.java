package dev.assay.benchmarks.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The baseline: answers with the bytes that were last put, and does nothing else. */
final class BareHandler extends HttpServlet {

  static final String PATH = "/bench/bare";

  private static final long serialVersionUID = 1L;

  private volatile byte[] body = new byte[0];

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    body = request.getInputStream().readAllBytes();
    answer(response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(response);
  }

  private void answer(HttpServletResponse response) throws IOException {
    byte[] bytes = body;
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
