import static org.neo4j.configuration.GraphDatabaseSettings.auth_enabled;
import static org.neo4j.configuration.GraphDatabaseSettings.pagecache_memory;
import static org.neo4j.configuration.connectors.BoltConnector.advertised_address;
import static org.neo4j.configuration.connectors.BoltConnector.enabled;
import static org.neo4j.configuration.connectors.BoltConnector.listen_address;

import java.nio.file.Path;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/** Neo4j in one process: `Server.java FOLDER PORT`. Says `ready` when it answers, and stops when its input ends. */
class Server {
    public static void main(String[] arguments) throws Exception {
        var bolt = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        var neo4j = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
            .setConfig(enabled, true).setConfig(listen_address, bolt).setConfig(advertised_address, bolt)
            .setConfig(auth_enabled, true).setConfig(pagecache_memory, ByteUnit.mebiBytes(128))
            .build();
        System.out.println("ready");
        System.out.flush();
        while (System.in.read() >= 0) { }
        neo4j.shutdown();
        System.exit(0);
    }
}
