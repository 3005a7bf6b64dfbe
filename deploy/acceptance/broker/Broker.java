import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.nio.file.Path;

/** A Kafka broker in a process of its own, out of the libraries in assay.jar: java Broker.java DIRECTORY PORT */
class Broker {

  static void main(String[] args) throws InterruptedException {
    var config = EmbeddedBrokerConfig.in(Path.of(args[0])).withPort(Integer.parseInt(args[1]));
    EmbeddedBroker broker = EmbeddedBroker.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    System.out.println("Broker is ready: " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
